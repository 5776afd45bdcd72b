/** How a worker stands, reckoned by this page alone; the relay's word is only added to it. */

import { dueAt, missedAt, standing } from "../protocol/plan.ts";
import type { Told, WorkerRecord } from "../store/records.ts";
import { judgedTime } from "./clocks.ts";

export { clockAheadMs, judgedTime } from "./clocks.ts";

/** In the order in which a list shows them. */
export type Situation =
  | "sos"
  | "duress"
  | "missed"
  | "late"
  | "ok"
  | "paused"
  | "no-plan"
  | "waiting"
  | "ended";

const ORDER: readonly Situation[] = [
  "sos",
  "duress",
  "missed",
  "late",
  "ok",
  "paused",
  "no-plan",
  "waiting",
  "ended",
];

export interface Standing {
  situation: Situation;
  /** When the next check-in is expected; in a pause, when it will be. */
  dueMs: number | null;
  missedMs: number | null;
  pausedUntilMs: number | null;
}

export function standingOf(worker: WorkerRecord, nowMs: number): Standing {
  const reckoned = reckonedStanding(worker, nowMs);
  const { told } = worker;
  const plain = told === null || reckoned.situation === "ended" ? reckoned : toldStanding(reckoned, told);
  if (worker.openSos.length > 0) return { ...plain, situation: "sos" };
  return worker.duress === null ? plain : { ...plain, situation: "duress" };
}

const UNKNOWN = { dueMs: null, missedMs: null, pausedUntilMs: null };

/**
 * A step that was told stands above whatever else is known here: a browser that was emptied has nothing but the
 * notice, and a pause or an end may have reached this page and not the relay.
 */
function toldStanding(reckoned: Standing, told: Told): Standing {
  if (reckoned.situation === "missed") return reckoned;
  return { situation: "missed", ...UNKNOWN, missedMs: told.missedMinute * 60_000 };
}

/** When a step was told, as it is shown. */
export function toldAtMs({ minute, shownMinute }: Told): number {
  return (shownMinute ?? minute) * 60_000;
}

/** What the next check-in is reckoned from, and the moment of the same clock at which it is judged. */
interface Reckoning {
  fromMs: number;
  atMs: number;
  /** In a pause: its end. */
  pausedUntilMs: number | null;
}

function reckonedStanding(worker: WorkerRecord, nowMs: number): Standing {
  if (worker.ended) return { situation: "ended", ...UNKNOWN };
  // Before the first check-in a plan runs from the first that was heard: nothing that is heard later puts it off.
  const last = worker.lastCheckInMs ?? worker.firstHeardMs ?? worker.lastHeardMs;
  if (last === null) return { situation: "waiting", ...UNKNOWN };
  const { plan, agreed } = worker;
  if (plan === null || agreed?.state === "ended") return { situation: "no-plan", ...UNKNOWN };
  const { fromMs, atMs, pausedUntilMs } = reckoning(worker, last, nowMs);
  const dueMs = dueAt(plan, fromMs);
  const missedMs = missedAt(plan, fromMs);
  if (pausedUntilMs !== null && atMs < pausedUntilMs) return { situation: "paused", dueMs, missedMs, pausedUntilMs };
  const stands = standing(plan, fromMs, atMs);
  return { situation: stands === "up_to_date" ? "ok" : stands, dueMs, missedMs, pausedUntilMs: null };
}

/**
 * The next check-in is reckoned from the last one, the last arming, or the end of a pause, whichever is latest: by the
 * relay's times, and by this device's clock when it stored them. The one by which more time has passed counts, so that
 * a relay whose clock stands still or runs ahead cannot silence this page.
 */
function reckoning(worker: WorkerRecord, last: number, nowMs: number): Reckoning {
  const { agreed, lastCheckInSeenMs: seen } = worker;
  const pausedUntilMs = agreed?.state === "paused" ? agreed.pausedUntilMs : null;
  const fromMs = Math.max(last, pausedUntilMs ?? agreed?.sinceMs ?? 0);
  const relays: Reckoning = { fromMs, atMs: judgedTime(worker, nowMs), pausedUntilMs };
  if (worker.lastCheckInMs === null || seen === null) return relays;
  const pauseMs = pausedUntilMs === null ? 0 : pausedUntilMs - (agreed?.sinceMs ?? 0);
  const until = agreed === null ? 0 : agreed.seenMs + pauseMs;
  const own = { fromMs: Math.max(seen, until), atMs: nowMs, pausedUntilMs: pausedUntilMs === null ? null : until };
  return own.atMs - own.fromMs > relays.atMs - relays.fromMs ? own : relays;
}

/** Sorted by lateness: open calls for help first, then missed, late, next due; the longest waiting first. */
export function byLateness(workers: readonly WorkerRecord[], nowMs: number): WorkerRecord[] {
  const keyed = workers.map((worker) => ({ worker, standing: standingOf(worker, nowMs) }));
  keyed.sort((a, b) => {
    const rank = ORDER.indexOf(a.standing.situation) - ORDER.indexOf(b.standing.situation);
    if (rank !== 0) return rank;
    const since = (at: typeof a) => {
      return sinceMs(at.worker, at.standing) ?? Infinity;
    };
    const [left, right] = [since(a), since(b)];
    if (left !== right) return left - right;
    return nameOf(a.worker).localeCompare(nameOf(b.worker));
  });
  return keyed.map(({ worker }) => worker);
}

/** Since when a situation lasts; for those who are well, when the next check-in is expected. */
export function sinceMs(worker: WorkerRecord, { situation, dueMs, missedMs }: Standing): number | null {
  if (situation === "sos") return worker.openSos[0]?.atMs ?? null;
  if (situation === "duress") return worker.duress?.atMs ?? null;
  return situation === "missed" ? missedMs : dueMs;
}

// A name that turns the direction of what stands beside it could make a sentence say something else.
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The name given here, else the worker's own, else empty. */
export function nameOf(worker: WorkerRecord): string {
  return (worker.label !== "" ? worker.label : worker.ownName).replace(TURNS, "");
}

/** The step that may still be held: step 1 was told, this one was not. */
export function stepToHold(worker: WorkerRecord): number | null {
  const { told, agreed } = worker;
  if (told === null || agreed === null || agreed.state === "ended") return null;
  const next = told.step + 1;
  return next <= agreed.delays.length && next <= 4 ? next : null;
}
