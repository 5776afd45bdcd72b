import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { type Bytes, fromHex, toHex } from "../src/protocol/bytes.ts";
import { cbor } from "../src/protocol/cbor.ts";
import { openIndexed } from "../src/store/indexed.ts";
import type { WorkerRecord } from "../src/store/records.ts";
import { forget, history, markOpened, syncWorker, whoseTurn } from "../src/sync/client.ts";
import { addLink, workers } from "../src/sync/kept.ts";
import { standingOf } from "../src/sync/standing.ts";
import { saveReply } from "../src/sync/sending.ts";
import { retryAfterMs } from "../src/sync/transport.ts";
import { DAY, FakeRelay, FakeWorker, HOUR, type Page, page, sealCapsule } from "./relay.ts";

globalThis.IDBKeyRange ??= IDBKeyRange;

async function opened(relay: FakeRelay, worker: FakeWorker, seed: number): Promise<{ at: Page; id: string }> {
  const at = page(relay, seed);
  const id = await addLink(at, worker.text);
  await syncWorker(at, id);
  return { at, id };
}

async function record(at: Page, id: string): Promise<WorkerRecord> {
  const found = (await workers(at)).find((worker) => worker.id === id);
  assert.ok(found);
  return found;
}

test("nothing is asked of the relay by keeping a link alone", async () => {
  const relay = new FakeRelay();
  await addLink(page(relay, 1), new FakeWorker(relay, 2).text);
  assert.deepEqual(relay.asked, []);
});

test("a first opening registers, says hello once, and shows what came", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  assert.deepEqual(worker.heard().said, ["hello 0/0"]);
  worker.checkIn("arrived");
  await syncWorker(at, id);
  const [item] = await history(at, id);
  assert.equal(item?.note, "arrived");
  assert.deepEqual(worker.heard(), { said: ["hello 0/0"], others: 1 });
  assert.equal(standingOf(await record(at, id), at.now()).situation, "ok");
});

test("the same link twice is one worker", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  assert.equal(await addLink(at, worker.text.toLowerCase().replace("https", "HTTPS")), id);
  assert.equal((await workers(at)).length, 1);
});

test("parts come in any order, doubled and over several answers, and make one message", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  const { cells } = worker.seal(1, cbor.map([[0, cbor.uint(1)], [1, cbor.text("x".repeat(1_900))]]));
  assert.equal(cells.length, 3);
  worker.put([cells[2] as Bytes]);
  await syncWorker(at, id);
  assert.deepEqual(await history(at, id), []);
  worker.put([cells[0] as Bytes, cells[1] as Bytes]);
  await syncWorker(at, id);
  const items = await history(at, id);
  assert.deepEqual([items.length, items[0]?.note.length], [1, 1_900]);
  // Put back: everything comes again and changes nothing.
  relay.seq = 0n;
  await syncWorker(at, id);
  assert.equal((await history(at, id)).length, 1);
});

test("the relay hears that a person has looked only when one has, and only once what came is shown", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.sos("help");
  await syncWorker(at, id);
  assert.deepEqual(relay.looked, []);
  at.clock.somebody = true;
  const before = (await record(at, id)).cursor;
  worker.sos("help again");
  await syncWorker(at, id);
  const after = (await record(at, id)).cursor;
  assert.ok(after > before);
  assert.deepEqual(relay.looked, [before, after]);
  at.clock.somebody = false;
  await syncWorker(at, id);
  assert.equal(relay.looked.length, 2);
});

test("an all clear ends its call for help, whichever comes first", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  const sos = worker.seal(2, cbor.map([]));
  worker.allClear(sos.event);
  await syncWorker(at, id);
  worker.put(sos.cells);
  await syncWorker(at, id);
  assert.deepEqual((await record(at, id)).openSos, []);
  const second = worker.sos("help");
  await syncWorker(at, id);
  assert.equal(standingOf(await record(at, id), at.now()).situation, "sos");
  worker.allClear(second);
  await syncWorker(at, id);
  assert.notEqual(standingOf(await record(at, id), at.now()).situation, "sos");
  assert.deepEqual((await record(at, id)).openSos, []);
});

test("cleared storage finds everything again, as another instance if it has something to say", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const first = await opened(relay, worker, 1);
  for (let i = 0; i < 40; i++) worker.checkIn(`number ${i}`);
  await syncWorker(first.at, first.id);
  const again = await opened(relay, worker, 9);
  assert.equal((await history(again.at, again.id)).length, 40);
  assert.deepEqual(worker.heard().said, ["hello 0/0", "hello 1/0"]);
});

test("a browser that only reads takes no instance once the worker has a plan with this contact", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  await opened(relay, worker, 1);
  const circle = cbor.array([cbor.array([cbor.uint(0), cbor.text("Ben"), cbor.bytes(new Uint8Array(32).fill(9))])]);
  const plan = cbor.map([
    [0, cbor.uint(1)],
    [1, cbor.bytes(new Uint8Array(16))],
    [2, cbor.bytes(new Uint8Array(32).fill(4))],
    [3, cbor.array([cbor.uint(0)])],
    [4, cbor.uint(1)],
    [5, cbor.uint(0)],
    [6, circle],
    [8, cbor.uint(1)],
  ]);
  worker.put(worker.seal(10, plan).cells);
  const reading = await opened(relay, worker, 8);
  assert.deepEqual(worker.heard().said, ["hello 0/0"]);
  await saveReply(reading.at, reading.id, "seen", null);
  await syncWorker(reading.at, reading.id);
  assert.deepEqual(worker.heard().said, ["hello 0/0", "hello 1/0", "seen 1/1"]);
});

test("the ninth browser shares the last instance and begins where the worker looks", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  for (let seed = 1; seed <= 8; seed++) await opened(relay, worker, seed * 100);
  const { at, id } = await opened(relay, worker, 5_000);
  const { browser } = await record(at, id);
  const step = (browser.sending?.step ?? 0) - 1;
  assert.equal(browser.instance, 7);
  assert.ok(step % 256 === 0 && step >= 256 && step <= 4_096, String(step));
});

test("a reply is durable before it is sent, keeps its state true, and is sent once", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  relay.broken = "unreachable";
  const reply = await saveReply(at, id, { text: "y".repeat(990) }, null);
  await syncWorker(at, id);
  const state = async () => {
    const item = (await history(at, id)).find((one) => one.id === reply);
    return item?.what.kind === "reply" ? item.what.state : null;
  };
  assert.equal(await state(), "saved");
  relay.broken = null;
  relay.deaf = true;
  await syncWorker(at, id);
  assert.equal(await state(), "saved");
  relay.deaf = false;
  await syncWorker(at, id);
  assert.equal(await state(), "at-relay");
  const said = worker.heard().said.map((line) => line.slice(0, 5));
  assert.deepEqual(said, ["hello", "yyyyy"]);
});

test("a full mailbox is said and the reply goes when there is room", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  relay.mailboxLimit = 1;
  await saveReply(at, id, "on-it", null);
  await syncWorker(at, id);
  assert.equal((await record(at, id)).mailbox, "full");
  relay.mailboxLimit = 1_024;
  await syncWorker(at, id);
  assert.equal((await record(at, id)).mailbox, "open");
  assert.deepEqual(worker.heard().said, ["hello 0/0", "on-it 0/1"]);
});

test("opened is said only for what was shown", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.checkIn("one");
  await syncWorker(at, id);
  assert.equal(worker.heard().others, 1);
  assert.equal((await record(at, id)).unopened, 1);
  await markOpened(at, id, await history(at, id));
  await markOpened(at, id, await history(at, id));
  await syncWorker(at, id);
  assert.equal(worker.heard().others, 2);
  assert.equal((await record(at, id)).unopened, 0);
});

test("a relay that is gone, busy or talks nonsense loses nothing and is asked later", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.checkIn("before");
  await syncWorker(at, id);
  for (const broken of ["unreachable", "garbage", "busy"] as const) {
    relay.broken = broken;
    await syncWorker(at, id);
    const { reach } = await record(at, id);
    assert.equal(reach.problem, broken);
    assert.ok(reach.nextTryMs > at.now());
    assert.equal((await history(at, id)).length, 1);
  }
  relay.broken = null;
  worker.checkIn("after");
  await syncWorker(at, id);
  assert.equal((await record(at, id)).reach.problem, null);
  assert.equal((await history(at, id)).length, 2);
});

test("a relay that forgot everything gets everything registered again", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  relay.readers.clear();
  relay.discards.clear();
  for (const [name, box] of relay.mailboxes) if (!box.reader.startsWith("worker")) relay.mailboxes.delete(name);
  await syncWorker(at, id);
  worker.checkIn("again");
  await saveReply(at, id, "seen", null);
  await syncWorker(at, id);
  assert.equal((await history(at, id)).length, 2);
  assert.ok(worker.heard().said.some((line) => line.startsWith("seen")));
});

test("a page to whom the relay's minute has gone back begins with the first cell again", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  relay.next = 1n << 40n;
  const { at, id } = await opened(relay, worker, 1);
  worker.checkIn("before");
  await syncWorker(at, id);
  // Put back from an old copy on a machine whose calendar is behind; others have brought its number past ours.
  relay.nowMs -= 100 * DAY;
  relay.next = 7n;
  relay.seq += 1_000n;
  worker.checkIn("after");
  await syncWorker(at, id);
  assert.deepEqual((await history(at, id)).map(({ note }) => note).sort(), ["after", "before"]);
});

test("a relay whose minute goes back with each answer is asked a few times and everything is read", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  for (let i = 0; i < 40; i++) worker.checkIn(`number ${i}`);
  const before = relay.asked.length;
  let paused = 0;
  const pauses: number[] = [];
  at.pause = async () => {
    paused += 1;
  };
  at.transport = async (...request) => {
    pauses.push(paused);
    relay.nowMs -= 10 * 60_000;
    return relay.transport(...request);
  };
  await syncWorker(at, id);
  assert.equal((await history(at, id)).length, 40);
  const fetches = relay.asked.slice(before).filter((path) => path === "v1/fetch");
  assert.equal(fetches.length, 4, "three pages, the first of them twice");
  assert.deepEqual(pauses.slice(0, 4), [0, 1, 2, 3], "with a breath between them");
});

test("a relay whose clock was set right by two minutes is not read again, and by more it is", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.checkIn();
  await syncWorker(at, id);
  const fetches = async (minutes: number): Promise<number> => {
    const before = relay.asked.length;
    relay.nowMs -= minutes * 60_000;
    await syncWorker(at, id);
    return relay.asked.slice(before).filter((path) => path === "v1/fetch").length;
  };
  assert.deepEqual([await fetches(1), await fetches(2), await fetches(3)], [1, 1, 2]);
});

test("a browser that was put back from a copy uses no step of its chain twice", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  const copy = await record(at, id);
  for (const text of ["a", "b", "c"]) {
    await saveReply(at, id, { text }, null);
    await syncWorker(at, id);
  }
  const { revision } = await record(at, id);
  await at.store.commit([{ table: "workers", key: id, value: { ...copy, revision } }]);
  // The first group tells it; what is sealed after that jumps ahead.
  worker.checkIn();
  await syncWorker(at, id);
  await saveReply(at, id, { text: "d" }, null);
  await syncWorker(at, id);
  const steps = worker.heard().said.map((line) => line.split(" ").pop());
  assert.equal(new Set(steps).size, steps.length, steps.join());
  assert.ok(steps.includes("0/256"), steps.join());
});

test("what came out of order, far ahead, is found in one search and what follows it as well", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.skip(0, 20_000);
  worker.checkIn("far");
  worker.checkIn("further");
  await syncWorker(at, id);
  assert.deepEqual((await history(at, id)).map(({ note }) => note).sort(), ["far", "further"]);
});

test("a cell that nobody can read is kept aside and stops nothing", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.put([worker.random(1_024)]);
  worker.checkIn("readable");
  await syncWorker(at, id);
  assert.equal((await history(at, id)).length, 1);
  assert.equal((await at.store.list("unread", id)).length, 1);
});

test("sealed places open when the relay gives its part, before or after the message came", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  const trail = fromHex("0180f7c4d506f3e20f9cbec1030c");
  for (const order of ["message first", "part first"]) {
    const relayPart = worker.random(32);
    const keys = worker.step(0);
    const event = worker.random(16);
    const capsule = sealCapsule(keys.messageKey, relayPart, event, trail, worker.random);
    const body = cbor.map([[0, cbor.uint(0)], [4, cbor.bytes(capsule)]]);
    const { split } = await import("../src/protocol/parts.ts");
    const { sealCell } = await import("../src/protocol/cell.ts");
    const [part] = split(worker.envelope(1, body), event);
    assert.ok(part);
    const cell = sealCell(keys.messageKey, keys.tag, 1, part, worker.random);
    const release = () => worker.notice(7, [[3, cbor.bytes(new Uint8Array([...keys.tag, ...relayPart]))]]);
    if (order === "message first") worker.put([cell]);
    else release();
    await syncWorker(at, id);
    if (order === "message first") release();
    else worker.put([cell]);
    await syncWorker(at, id);
    const item = (await history(at, id)).find((one) => one.id === toHex(event));
    assert.equal(item?.places.length, 1, order);
    assert.equal(item?.capsule, null, order);
  }
});

test("a step told shows as missed until a check-in comes, and the relay's own word is not enough to say all is well", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.checkIn();
  relay.nowMs += 37 * HOUR;
  const missed = Math.floor(relay.nowMs / 60_000) - 60;
  worker.notice(1, [[3, cbor.uint(1)], [4, cbor.uint(3)], [6, cbor.uint(missed)]]);
  await syncWorker(at, id);
  assert.equal((await record(at, id)).told?.step, 1);
  assert.equal(standingOf(await record(at, id), at.now()).situation, "missed");
  relay.nowMs += HOUR;
  worker.notice(2, [[3, cbor.uint(1)]]);
  await syncWorker(at, id);
  assert.equal((await record(at, id)).told, null);
  // No check-in of the worker's own chain came: by its own reckoning it is still missed.
  assert.equal(standingOf(await record(at, id), at.now()).situation, "missed");
  worker.checkIn();
  await syncWorker(at, id);
  assert.equal(standingOf(await record(at, id), at.now()).situation, "ok");
});

test("a message from a vault that is opened when forced is shown as pressure until the main one speaks", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  worker.checkIn("", { origin: 2 });
  await syncWorker(at, id);
  assert.equal(standingOf(await record(at, id), at.now()).situation, "duress");
  relay.nowMs += HOUR;
  worker.checkIn();
  await syncWorker(at, id);
  assert.equal(standingOf(await record(at, id), at.now()).situation, "ok");
});

test("young cells stay at the relay, old ones leave, and a mailbox never fills up", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  const box = [...relay.mailboxes.values()].find(({ reader }) => reader === id);
  assert.ok(box);
  for (let i = 0; i < 30; i++) worker.checkIn();
  await syncWorker(at, id);
  relay.nowMs += 39 * DAY;
  await syncWorker(at, id);
  assert.equal(box.cells.length, 30);
  relay.nowMs += 2 * DAY;
  await syncWorker(at, id);
  assert.equal(box.cells.length, 0);
  for (let i = 0; i < 800; i++) worker.checkIn();
  relay.nowMs += 2 * HOUR;
  await syncWorker(at, id);
  assert.equal(box.cells.length, 768);
  const stayed = await opened(relay, worker, 77);
  assert.equal((await history(stayed.at, stayed.id)).length, 768);
});

test("two tabs that sync at the same time lose nothing and double nothing", async () => {
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const { at, id } = await opened(relay, worker, 1);
  const other = page(relay, 31, at.store);
  for (let i = 0; i < 50; i++) worker.checkIn(`${i}`);
  await Promise.all([syncWorker(at, id), syncWorker(other, id), saveReply(at, id, "seen", null), saveReply(other, id, "on-it", null)]);
  await syncWorker(at, id);
  const items = await history(at, id);
  assert.equal(items.filter(({ what }) => what.kind === "check-in").length, 50);
  const said = worker.heard().said.filter((line) => !line.startsWith("hello"));
  assert.deepEqual(said.map((line) => line.split(" ")[0]).sort(), ["on-it", "seen"]);
});

test("everything above holds over IndexedDB: kept over a closing, refused when another tab was faster", async () => {
  const factory = new IDBFactory();
  const relay = new FakeRelay();
  const worker = new FakeWorker(relay, 2);
  const at = page(relay, 1, await openIndexed("page", factory));
  const id = await addLink(at, worker.text);
  worker.put([]);
  await syncWorker(at, id);
  worker.checkIn("kept");
  await syncWorker(at, id);
  const later = page(relay, 3, await openIndexed("page", factory));
  assert.equal((await history(later, id))[0]?.note, "kept");
  const stale = { worker: id, revision: 0 };
  assert.equal(await later.store.commit([{ table: "settings", key: "x", value: 1 }], stale), false);
  assert.equal(await later.store.get("settings", "x"), undefined);
  await forget(later, id);
  assert.deepEqual(await later.store.keys("items", ""), []);
  assert.deepEqual(await workers(later), []);
});

test("who waits longest is asked first, failures wait their time, and a clock set back waits for nobody", () => {
  const relay = new FakeRelay();
  const now = relay.nowMs;
  const worker = (id: string, reach: Partial<WorkerRecord["reach"]>) =>
    ({ id, reach: { lastOkMs: null, relayMinute: 0, failures: 0, nextTryMs: 0, problem: null, ...reach } }) as WorkerRecord;
  const all = [
    worker("asked lately", { lastOkMs: now - 30_000 }),
    worker("asked long ago", { lastOkMs: now - 10 * HOUR }),
    worker("never asked", {}),
    worker("failed, not yet", { failures: 3, nextTryMs: now + 60_000 }),
    worker("failed, now", { failures: 3, nextTryMs: now - 1 }),
    worker("asked in the future", { lastOkMs: now + 400 * DAY }),
    worker("failed in the future", { failures: 1, nextTryMs: now + 400 * DAY }),
  ];
  assert.deepEqual(
    whoseTurn(all, now, true).map(({ id }) => id),
    ["never asked", "asked in the future", "asked long ago", "failed, now", "failed in the future"],
  );
});

test("retries begin at 5 seconds, double, and never wait longer than 18 minutes", () => {
  assert.equal(retryAfterMs(1, 0.5), 5_000);
  assert.equal(retryAfterMs(2, 0.5), 10_000);
  assert.equal(retryAfterMs(50, 1), 15 * 60_000 * 1.2);
});
