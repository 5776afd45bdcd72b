// Shares of a dossier, and what is sent: one thing that is lost, wrong or refused stops nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { split as splitSecret } from "shamir-secret-sharing";
import { NONCE, seal } from "../src/protocol/aead.ts";
import { type Bytes, byte, equal, join, toHex, u32 } from "../src/protocol/bytes.ts";
import type { DossierAccess } from "../src/protocol/dossier.ts";
import * as labels from "../src/protocol/labels.ts";
import { familyKeys } from "../src/protocol/link.ts";
import { hkdf, sha256 } from "../src/protocol/primitives.ts";
import { meeting, openShare, sealShare } from "../src/protocol/shares.ts";
import type { WorkerRecord } from "../src/store/records.ts";
import { history, syncWorker } from "../src/sync/client.ts";
import { canGive, dossierStage, saveShare } from "../src/sync/dossiers.ts";
import { addLink, workers } from "../src/sync/kept.ts";
import { saveReply } from "../src/sync/sending.ts";
import { chance, DAY, FakeRelay, FakeWorker, HOUR, type Page, page } from "./relay.ts";

/** A page with a released dossier that two of three open, and the other two holders. */
class Circle {
  readonly relay = new FakeRelay();
  readonly worker = new FakeWorker(this.relay, 2);
  readonly at: Page = page(this.relay, 1);
  readonly random = chance(77);
  id = "";
  shares: Bytes[] = [];
  access!: DossierAccess;

  static async gather(): Promise<Circle> {
    const circle = new Circle();
    circle.id = await addLink(circle.at, circle.worker.text);
    await syncWorker(circle.at, circle.id);
    const { random } = circle;
    const [contactPart, relayPart, dossier] = [random(32), random(32), random(16)];
    // The package keeps x behind its 32 bytes, this protocol in front.
    const split = (await splitSecret(contactPart, 3, 2)).map((one) => join(one.subarray(32), one.subarray(0, 32)));
    circle.shares = split;
    const generation = 4;
    const about = join(dossier, u32(generation));
    const key = hkdf(join(contactPart, relayPart), new Uint8Array(0), join(labels.DOSSIER_KEY, about), 32);
    const nonce = random(NONCE);
    const wrapped = join(nonce, seal(key, nonce, join(byte(1), about), random(32)));
    const [share] = split;
    assert.ok(share);
    const [readingCapability, meetingSecret] = [random(32), random(32)];
    circle.access = { dossier, readingCapability, wrapped, share, k: 2, n: 3, generation, meetingSecret };
    await circle.change((worker) => {
      worker.dossier.access = circle.access;
      worker.dossier.relayPart = { dossier: toHex(dossier), generation, relayPart };
    });
    await syncWorker(circle.at, circle.id);
    return circle;
  }

  get meeting() {
    assert.ok(this.access.meetingSecret);
    return meeting(this.access.meetingSecret);
  }

  async record(): Promise<WorkerRecord> {
    const [found] = await workers(this.at);
    assert.ok(found);
    return found;
  }

  async change(change: (worker: WorkerRecord) => void): Promise<void> {
    const worker = await this.record();
    change(worker);
    await this.at.store.commit([{ table: "workers", key: this.id, value: worker }]);
  }

  /** Another holder puts a share into the meeting's mailbox. */
  give(share: Bytes | undefined): void {
    assert.ok(share);
    const { dossier, generation } = this.access;
    const cell = sealShare(this.meeting, { dossier, generation, share }, this.relay.nowMs, this.random);
    const { sendId, sendCapability } = this.meeting;
    assert.equal(this.relay.put(sendId, toHex(sha256(sendCapability)), cell, 0), 0);
  }

  /** How often this page's own share lies at the meeting. */
  ownThere(): number {
    const cells = this.relay.mailboxes.get(toHex(this.meeting.sendId))?.cells ?? [];
    return cells.filter(({ cell }) => equal(openShare(this.meeting, cell).share, this.access.share)).length;
  }

  /** Time passes, and the page looks each hour. */
  async hours(count: number): Promise<void> {
    for (let hour = 0; hour < count; hour++) {
      this.relay.nowMs += HOUR;
      await syncWorker(this.at, this.id);
    }
  }
}

test("one wrong share spoils nothing: the page goes on looking until the shares open the file", async () => {
  const circle = await Circle.gather();
  const wrong = Uint8Array.from(circle.shares[1] ?? []);
  wrong[5] = (wrong[5] ?? 0) ^ 1;
  circle.give(wrong);
  await circle.hours(2);
  let worker = await circle.record();
  assert.deepEqual(dossierStage(worker), { stage: "shares", have: 2, need: 2, given: "no" });
  assert.equal(worker.dossier.problem, "wrong-shares");
  circle.give(circle.shares[2]);
  await circle.hours(1);
  worker = await circle.record();
  assert.equal(dossierStage(worker).stage, "ready");
  assert.equal(worker.dossier.problem, null);
});

test("whoever has enough shares can still give their own, for the others wait for it", async () => {
  const circle = await Circle.gather();
  circle.give(circle.shares[1]);
  await circle.hours(1);
  assert.equal(dossierStage(await circle.record()).stage, "ready");
  assert.equal(canGive(await circle.record()), true);
  await saveShare(circle.at, circle.id);
  await circle.hours(1);
  assert.equal(circle.ownThere(), 1);
  assert.equal(canGive(await circle.record()), false);
});

test("a share that the relay lost is given again within a day, and only then", async () => {
  const circle = await Circle.gather();
  circle.give(circle.shares[1]);
  await saveShare(circle.at, circle.id);
  await circle.hours(30);
  assert.equal(circle.ownThere(), 1);
  assert.equal((await circle.record()).dossier.given, "given");
  const box = circle.relay.mailboxes.get(toHex(circle.meeting.sendId));
  assert.ok(box);
  box.cells = [];
  await circle.hours(26);
  assert.equal(circle.ownThere(), 1);
  assert.equal((await circle.record()).dossier.given, "given");
  // The mailbox and the reader with it: both are made again.
  circle.relay.mailboxes.delete(toHex(circle.meeting.sendId));
  circle.relay.readers.delete(toHex(circle.meeting.receiveId));
  await circle.hours(26);
  assert.equal(circle.ownThere(), 1);
  // A relay keeps released dossiers for 60 days: nobody looks after that.
  circle.relay.nowMs += 61 * DAY;
  const lost = circle.relay.mailboxes.get(toHex(circle.meeting.sendId));
  assert.ok(lost);
  lost.cells = [];
  await circle.hours(26);
  assert.equal(circle.ownThere(), 0);
});

test("a mailbox that takes nothing keeps no share back, and is said", async () => {
  const circle = await Circle.gather();
  const { relay, at, id, worker } = circle;
  const name = toHex(familyKeys(worker.link.secret).outbox.sendId);
  const gone = relay.mailboxes.get(name);
  assert.ok(gone);
  relay.mailboxes.delete(name);
  for (const reply of ["seen", "on-it", { text: "where are you" }, "on-it"] as const) {
    await saveReply(at, id, reply, null);
    relay.nowMs += 1_000;
  }
  await circle.hours(2);
  assert.equal((await circle.record()).mailbox, "unknown");
  await saveShare(at, id);
  await circle.hours(1);
  assert.equal(circle.ownThere(), 1);
  assert.equal((await circle.record()).dossier.given, "given");
  assert.equal((await circle.record()).mailbox, "unknown");
  relay.mailboxes.set(name, gone);
  await circle.hours(1);
  assert.equal((await circle.record()).mailbox, "open");
  const replies = (await history(at, id)).filter(({ what }) => what.kind === "reply");
  assert.deepEqual(replies.map(({ what }) => what.kind === "reply" && what.state), Array(4).fill("at-relay"));
  const said = worker.heard().said.map((line) => line.split(" ")[0]);
  assert.deepEqual(said, ["hello", "seen", "on-it", "where", "on-it"]);
});

test("how alerts stand is asked daily, soon while one is unconfirmed, and its failing is no trouble", async () => {
  const circle = await Circle.gather();
  const { relay } = circle;
  const asked = () => relay.asked.filter((path) => path === "v1/route").length;
  const states = async () => (await circle.record()).routes.map(({ state }) => state);
  const before = asked();
  relay.routes = [{ id: circle.random(16), kind: 1, state: 1 }];
  await circle.hours(20);
  assert.equal(asked(), before);
  await circle.hours(5);
  assert.deepEqual(await states(), ["unconfirmed"]);
  relay.routes = relay.routes.map((route) => ({ ...route, state: 2 }));
  await circle.hours(1);
  assert.deepEqual(await states(), ["confirmed"]);
  relay.routes = relay.routes.map((route) => ({ ...route, state: 3 }));
  await circle.hours(25);
  assert.deepEqual(await states(), ["dead"]);
  relay.routes = null;
  await circle.hours(25);
  assert.deepEqual(await states(), ["dead"]);
  const { reach } = await circle.record();
  assert.deepEqual([reach.problem, reach.failures], [null, 0]);
});
