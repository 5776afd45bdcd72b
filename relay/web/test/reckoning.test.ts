// How a worker stands, whatever came in whatever order, whatever a clock says, and whoever gave an order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byte, type Bytes, fromHex } from "../src/protocol/bytes.ts";
import { cbor } from "../src/protocol/cbor.ts";
import { sealCell } from "../src/protocol/cell.ts";
import { TO_CONTACT } from "../src/protocol/chain.ts";
import { lodgeKeys } from "../src/protocol/lodged.ts";
import { split } from "../src/protocol/parts.ts";
import { sha256 } from "../src/protocol/primitives.ts";
import type { WorkerRecord } from "../src/store/records.ts";
import { history, syncWorker } from "../src/sync/client.ts";
import { addLink, workers } from "../src/sync/kept.ts";
import { saveHold } from "../src/sync/sending.ts";
import { byLateness, sinceMs, type Standing, standingOf, stepToHold, toldAtMs } from "../src/sync/standing.ts";
import { DAY, FakeRelay, FakeWorker, HOUR, type Page, page } from "./relay.ts";

/** A relay, a worker, and a page that has opened their link. */
class Story {
  readonly relay = new FakeRelay();
  readonly worker = new FakeWorker(this.relay, 2);
  readonly at: Page = page(this.relay, 1);
  id = "";

  static async begin(): Promise<Story> {
    const story = new Story();
    story.id = await addLink(story.at, story.worker.text);
    await syncWorker(story.at, story.id);
    return story;
  }

  /** Time passes; the page looks, and shows how the worker stands. */
  async after(ms: number): Promise<Standing> {
    this.relay.nowMs += ms;
    await syncWorker(this.at, this.id);
    return this.stands();
  }

  async stands(): Promise<Standing> {
    return standingOf(await this.record(), this.at.now());
  }

  async record(): Promise<WorkerRecord> {
    const [found] = await workers(this.at);
    assert.ok(found);
    return found;
  }

  /** An older copy of the relay is put back, others have used it since, and its calendar is behind; ours is right. */
  putBack(ms: number): void {
    this.relay.nowMs -= ms;
    this.at.clock.ms += ms;
    this.relay.seq += 1_000n;
  }

  async situations(...times: number[]): Promise<string[]> {
    const worker = await this.record();
    return times.map((ms) => standingOf(worker, this.at.now() + ms).situation);
  }
}

test("a browser that has nothing but the notice of a step shows it as missed, above those who are late", async () => {
  const story = await Story.begin();
  story.worker.stepTold(3);
  const { situation, dueMs, missedMs } = await story.after(0);
  assert.deepEqual([situation, dueMs], ["missed", null]);
  assert.equal(missedMs, Math.floor(story.relay.nowMs / 60_000 - 60) * 60_000);
  const told = await story.record();
  const now = story.at.now();
  const plan = { intervalS: 86_400, graceS: 43_200 };
  const late = { ...told, label: "late", told: null, plan, lastCheckInMs: now - 30 * HOUR };
  const fine = { ...told, label: "fine", told: null, plan, lastCheckInMs: now - HOUR };
  const missed = { ...told, label: "missed longer", told: null, plan, lastCheckInMs: now - 90 * HOUR };
  assert.deepEqual(
    byLateness([fine, late, told, missed], now).map(({ label }) => label),
    ["missed longer", "", "late", "fine"],
  );
});

test("since when somebody is late is when they were due, and since when they are missed is when they were missed", async () => {
  const story = await Story.begin();
  story.worker.checkIn();
  const last = Math.floor(story.relay.nowMs / 60_000) * 60_000;
  const late = await story.after(30 * HOUR);
  assert.deepEqual([late.situation, sinceMs(await story.record(), late)], ["late", last + 24 * HOUR]);
  const missed = await story.after(10 * HOUR);
  assert.deepEqual([missed.situation, sinceMs(await story.record(), missed)], ["missed", last + 36 * HOUR]);
});

test("a step told in a pause that the relay has not heard of is missed and not paused", async () => {
  const story = await Story.begin();
  story.worker.checkIn();
  story.worker.tellPlan(1);
  story.worker.tellPlan(2, { pauseS: 6 * 86_400, generation: 1 });
  assert.equal((await story.after(DAY)).situation, "paused");
  story.worker.stepTold(1);
  assert.equal((await story.after(HOUR)).situation, "missed");
});

test("a step told after a pause that simply ended can be put off", async () => {
  const story = await Story.begin();
  story.worker.checkIn();
  story.worker.tellPlan(1);
  story.worker.tellPlan(2, { pauseS: 86_400 });
  await story.after(3 * DAY);
  story.worker.stepTold(1);
  await story.after(HOUR);
  assert.equal(stepToHold(await story.record()), 2);
});

test("a check-in that bears a minute which has not come yet silences nothing", async () => {
  const story = await Story.begin();
  story.relay.nowMs += 3_650 * DAY;
  story.worker.checkIn();
  story.relay.nowMs -= 3_650 * DAY;
  await story.after(0);
  assert.deepEqual(await story.situations(0, 25 * HOUR, 37 * HOUR), ["ok", "late", "missed"]);
  story.relay.nowMs += 37 * HOUR;
  story.worker.stepTold(1);
  await story.after(0);
  assert.equal((await story.record()).told?.step, 1);
});

test("who checked in while the relay's clock was ahead is missed by time when it is right again, and heard again", async () => {
  const story = await Story.begin();
  const { relay, worker, at } = story;
  // The page's own clock stays right all the time.
  relay.nowMs += 300 * DAY;
  at.clock.ms = -300 * DAY;
  worker.checkIn();
  worker.tellPlan(1);
  assert.equal((await story.after(0)).situation, "ok");
  relay.nowMs -= 300 * DAY;
  at.clock.ms = 0;
  assert.equal((await story.after(HOUR)).situation, "ok");
  assert.equal((await story.after(37 * HOUR)).situation, "missed");
  worker.checkIn();
  assert.equal((await story.after(HOUR)).situation, "ok");
});

test("a relay whose clock stands still in years to come cannot silence the page", async () => {
  const story = await Story.begin();
  const { relay, worker, at } = story;
  relay.nowMs += 3_650 * DAY;
  at.clock.ms = -3_650 * DAY;
  worker.checkIn();
  assert.equal((await story.after(0)).situation, "ok");
  at.clock.ms += 25 * HOUR;
  assert.equal((await story.after(0)).situation, "late");
  at.clock.ms += 12 * HOUR;
  assert.equal((await story.after(0)).situation, "missed");
});

test("nobody is late because this device's clock was behind and is right again", async () => {
  const story = await Story.begin();
  story.at.clock.ms = -3 * DAY;
  story.worker.tellPlan(1);
  story.worker.checkIn();
  assert.equal((await story.after(0)).situation, "ok");
  story.at.clock.ms = 0;
  assert.equal((await story.after(HOUR)).situation, "ok");
  assert.deepEqual(await story.situations(22 * HOUR, 24 * HOUR), ["ok", "late"]);
});

test("arming and resuming begin a new interval, as at the relay and in the app", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.checkIn();
  await story.after(2 * DAY);
  // A first plan, two days after the check-in.
  worker.tellPlan(1, { generation: 1 });
  assert.equal((await story.after(HOUR)).situation, "ok");
  assert.equal((await story.after(24 * HOUR)).situation, "late");
  worker.checkIn();
  worker.tellPlan(2, { generation: 1, pauseS: 6 * 86_400 });
  assert.equal((await story.after(5 * DAY)).situation, "paused");
  worker.tellPlan(1, { generation: 2 });
  assert.equal((await story.after(HOUR)).situation, "ok");
  assert.deepEqual(await story.situations(22 * HOUR, 24 * HOUR, 36 * HOUR), ["ok", "late", "missed"]);
});

test("a plan that is said again, for browsers that keep nothing, moves nothing and ends no pause", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.checkIn();
  worker.tellPlan(1, { generation: 3 });
  const { dueMs } = await story.after(0);
  await story.after(20 * HOUR);
  worker.tellPlan(1, { generation: 3 });
  assert.equal((await story.after(0)).dueMs, dueMs);
  assert.equal((await story.record()).lodgeKeys.length, 1);
  worker.tellPlan(2, { generation: 3, pauseS: 86_400 });
  await story.after(HOUR);
  worker.tellPlan(1, { generation: 3 });
  assert.equal((await story.after(0)).situation, "paused");
});

test("a plan that is said again is no second line of the history, and a plan that is armed anew is one", async () => {
  const story = await Story.begin();
  const { worker } = story;
  const lines = async () => {
    await story.after(HOUR);
    const plans = (await history(story.at, story.id)).flatMap(({ what }) => (what.kind === "plan" ? [what.state] : []));
    return plans.reverse();
  };
  worker.tellPlan(1, { generation: 3 });
  assert.deepEqual(await lines(), ["armed"]);
  const { unopened } = await story.record();
  for (let month = 0; month < 3; month++) {
    await story.after(30 * DAY);
    worker.tellPlan(1, { generation: 3 });
    assert.deepEqual(await lines(), ["armed"]);
  }
  assert.equal((await story.record()).unopened, unopened, "nothing waits to be looked at");
  worker.tellPlan(1, { generation: 4 });
  assert.deepEqual(await lines(), ["armed", "armed"]);
  worker.tellPlan(3, { generation: 4 });
  worker.tellPlan(1, { generation: 4 });
  assert.deepEqual(await lines(), ["armed", "armed", "ended", "armed"]);
});

test("orders of a vault that is opened when forced stop nothing: all clear, end, pause, farewell, another plan", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.checkIn();
  worker.tellPlan(1);
  const sos = worker.sos("help");
  await story.after(HOUR);
  const before = await story.record();
  const origin = 2;
  worker.plan = [30 * 86_400, 7 * 86_400];
  worker.allClear(sos, origin);
  worker.tellPlan(2, { origin, generation: 2, pauseS: 6 * 86_400 });
  worker.tellPlan(3, { origin, generation: 2 });
  worker.put(worker.seal(7, cbor.map([]), { origin }).cells);
  worker.plan = [86_400, 43_200];
  assert.equal((await story.after(HOUR)).situation, "sos");
  const after = await story.record();
  assert.deepEqual([after.agreed, after.plan, after.ended], [before.agreed, before.plan, false]);
  // All of it is in the history all the same.
  const came = (await history(story.at, story.id)).filter((item) => item.origin === origin);
  assert.deepEqual(came.map(({ what }) => what.kind).sort(), ["all-clear", "farewell", "plan", "plan"]);
  // The other way round: the all clear is there before its call for help.
  const second = worker.seal(2, cbor.map([]));
  worker.allClear(second.event, origin);
  await story.after(0);
  worker.put(second.cells);
  await story.after(0);
  assert.equal((await story.record()).openSos.length, 2);
  worker.allClear(sos);
  worker.allClear(second.event);
  await story.after(HOUR);
  worker.put(worker.seal(7, cbor.map([])).cells);
  assert.equal((await story.after(HOUR)).situation, "ended");
});

test("a check-in of a vault that is opened when forced takes back no step that was told", async () => {
  const story = await Story.begin();
  story.worker.checkIn();
  story.worker.tellPlan(1);
  await story.after(37 * HOUR);
  story.worker.stepTold(1);
  await story.after(HOUR);
  story.worker.checkIn("", { origin: 1 });
  assert.equal((await story.after(HOUR)).situation, "duress");
  assert.equal(stepToHold(await story.record()), 2);
  story.worker.checkIn();
  assert.equal((await story.after(HOUR)).situation, "ok");
  assert.equal((await story.record()).told, null);
});

test("the fourth check-in in a row from the locked screen is heard and moves nothing", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.checkIn();
  worker.tellPlan(1);
  await story.after(HOUR);
  const origin = 4;
  for (let number = 0; number < 3; number++) {
    await story.after(HOUR);
    worker.checkIn("", { origin });
  }
  await story.after(0);
  const { lastCheckInMs } = await story.record();
  await story.after(HOUR);
  worker.checkIn("", { origin });
  await story.after(0);
  const fourth = await story.record();
  assert.equal(fourth.lastCheckInMs, lastCheckInMs);
  assert.ok((fourth.lastHeardMs ?? 0) > (lastCheckInMs ?? 0), "it was heard");
  await story.after(HOUR);
  worker.checkIn();
  await story.after(HOUR);
  worker.checkIn("", { origin });
  await story.after(0);
  assert.ok(((await story.record()).lastCheckInMs ?? 0) > (fourth.lastHeardMs ?? 0), "after one of an open vault it counts");
});

test("a plan armed anew takes back what was told, and what is told after it stands", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.checkIn();
  worker.tellPlan(1);
  await story.after(37 * HOUR);
  worker.stepTold(1);
  worker.stepTold(2);
  await story.after(12 * HOUR);
  assert.equal((await story.record()).told?.step, 2);
  worker.notice(9, []);
  await story.after(0);
  assert.equal((await story.record()).told, null);
  worker.stepTold(1);
  await story.after(0);
  assert.equal((await story.record()).told?.step, 1);
});

test("before the first check-in nothing that is heard puts off that a plan is missed", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.put(worker.seal(2, cbor.map([])).cells);
  const first = await story.after(0);
  assert.notEqual(first.missedMs, null);
  for (let number = 0; number < 5; number++) {
    await story.after(8 * HOUR);
    worker.checkIn("", { origin: 2 });
    worker.allClear(worker.sos());
    assert.equal((await story.after(0)).missedMs, first.missedMs);
  }
  await story.after(HOUR);
  worker.allClear(fromHex((await story.record()).openSos[0]?.event ?? ""));
  assert.equal((await story.after(HOUR)).situation, "missed");
  // A record of an earlier version knows only when it was heard last, and keeps that from then on.
  const { firstHeardMs: _, ...older } = await story.record();
  await story.at.store.commit([{ table: "workers", key: story.id, value: older }]);
  const { missedMs } = await story.stands();
  await story.after(8 * HOUR);
  worker.allClear(worker.sos());
  assert.equal((await story.after(0)).missedMs, missedMs);
  worker.checkIn();
  assert.equal((await story.after(0)).situation, "ok");
});

test("who was first heard while the relay's clock was ahead is missed by time when it is right again", async () => {
  const story = await Story.begin();
  const { relay, worker } = story;
  relay.nowMs += 300 * DAY;
  story.at.clock.ms = -300 * DAY;
  worker.allClear(worker.random(16));
  await story.after(0);
  relay.nowMs -= 300 * DAY;
  story.at.clock.ms = 0;
  assert.equal((await story.after(HOUR)).situation, "ok");
  assert.equal((await story.after(37 * HOUR)).situation, "missed");
});

test("a step told by a relay whose calendar is behind is not overtaken by a check-in that lies in its future", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.checkIn();
  await story.after(HOUR);
  story.putBack(100 * DAY);
  await story.after(HOUR);
  worker.stepTold(1);
  assert.equal((await story.after(0)).situation, "missed");
  assert.equal((await story.record()).told?.step, 1);
  // But a step that is read late, after a check-in that came since, is history.
  const other = await Story.begin();
  await other.after(2 * HOUR);
  other.worker.checkIn();
  await other.after(HOUR);
  other.relay.nowMs -= 2 * HOUR;
  other.worker.stepTold(1);
  other.relay.nowMs += 2 * HOUR;
  await other.after(0);
  assert.equal((await other.record()).told, null);
});

test("a step that was told is taken back also when the relay's calendar has gone back since", async () => {
  const until: [number, Bytes] = [5, cbor.uint(1)];
  const ends: [number, [number, Bytes][]][] = [[2, [[3, cbor.uint(1)]]], [4, [until]], [5, []], [9, []]];
  for (const [number, entries] of ends) {
    for (const when of ["after the answer that shows it", "in the answer that shows it"]) {
      const story = await Story.begin();
      const { worker, relay } = story;
      worker.checkIn();
      await story.after(37 * HOUR);
      worker.stepTold(1);
      await story.after(HOUR);
      const told = (await story.record()).told?.minute;
      story.putBack(100 * DAY);
      if (when.startsWith("after")) {
        await story.after(HOUR);
        const stays = (await story.record()).told;
        assert.equal(stays?.step, 1, "that the relay's calendar is behind takes nothing back");
        assert.ok(stays.minute <= relay.nowMs / 60_000);
        assert.equal(toldAtMs(stays), (told ?? 0) * 60_000, "it is shown with the minute that it had");
      }
      relay.nowMs += HOUR;
      worker.notice(number, entries);
      await story.after(HOUR);
      assert.equal((await story.record()).told, null, `${number} ${when}`);
    }
  }
});

test("what was made before a step was told does not take it back because the relay's calendar has gone back", async () => {
  const story = await Story.begin();
  const { worker } = story;
  worker.checkIn();
  await story.after(40 * HOUR);
  worker.stepTold(1);
  await story.after(HOUR);
  story.putBack(100 * DAY);
  await story.after(HOUR);
  worker.checkIn("", { ageS: 4 * 3_600 });
  await story.after(HOUR);
  assert.equal((await story.record()).told?.step, 1);
  worker.checkIn("", { ageS: 60 });
  await story.after(HOUR);
  assert.equal((await story.record()).told, null);
});

test("a step that is held again after the relay's calendar has gone back is held as long as was said last", async () => {
  const story = await Story.begin();
  const { relay, worker } = story;
  const hold = (minutes: number): number => {
    const until = Math.floor(relay.nowMs / 60_000) + minutes;
    const command = new Uint8Array(125);
    worker.notice(3, [[3, cbor.uint(2)], [4, cbor.uint(0)], [5, cbor.uint(until)], [6, cbor.bytes(command)]]);
    return until;
  };
  worker.checkIn();
  worker.tellPlan(1);
  await story.after(37 * HOUR);
  worker.stepTold(1);
  const first = hold(600);
  await story.after(HOUR);
  assert.equal((await story.record()).held?.untilMinute, first);
  story.putBack(100 * DAY);
  await story.after(0);
  assert.equal((await story.record()).held?.untilMinute, first - 100 * 1_440);
  const second = hold(1_200);
  await story.after(HOUR);
  assert.equal((await story.record()).held?.untilMinute, second);
});

test("what the relay answered about a step says nothing about the next one", async () => {
  const story = await Story.begin();
  const { at, id, worker } = story;
  worker.checkIn();
  worker.tellPlan(1);
  await story.after(37 * HOUR);
  worker.stepTold(1);
  await story.after(HOUR);
  await saveHold(at, id, 2, 3_600);
  await story.after(0);
  assert.notEqual((await story.record()).hold?.state, "saved");
  worker.stepTold(2);
  await story.after(12 * HOUR);
  const { hold, told } = await story.record();
  assert.deepEqual([hold, told?.step], [null, 2]);
});

test("the words of a step that came before their key are read when the fifth key comes", async () => {
  const story = await Story.begin();
  const { worker } = story;
  for (let generation = 1; generation <= 4; generation++) worker.tellPlan(1, { generation });
  await story.after(0);
  const { tag, messageKey } = lodgeKeys(sha256(byte(5)), 1);
  const words = cbor.map([[0, cbor.uint(1)], [1, cbor.text("call Ben")]]);
  const [part] = split(worker.envelope(11, words), worker.random(16));
  assert.ok(part);
  worker.put([sealCell(messageKey, tag, TO_CONTACT, part, worker.random)]);
  const said = async (): Promise<string[]> =>
    (await history(story.at, story.id)).filter(({ what }) => what.kind === "words").map(({ note }) => note);
  await story.after(HOUR);
  assert.deepEqual(await said(), []);
  const key: Bytes = sha256(byte(5));
  worker.tellPlan(1, { generation: 5, lodgeKey: key });
  await story.after(HOUR);
  assert.deepEqual(await said(), ["call Ben"]);
});
