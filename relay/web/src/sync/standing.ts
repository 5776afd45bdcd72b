/** How a worker stands, reckoned by this page alone; the relay's word is only added to it. */

import { dueAt, missedAt, standing } from "../protocol/plan.ts";
import type { WorkerRecord } from "../store/records.ts";

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

/** How far two clocks may be apart before it is said. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * The time to judge by: this device's clock, or the relay's as of the last answer with what has passed since,
 * whichever is ahead. A clock set back must not hide a missed check-in; a relay can only make it show early.
 */
export function judgedTime(worker: WorkerRecord, nowMs: number): number {
  const { lastOkMs, relayMinute } = worker.reach;
  if (lastOkMs === null || relayMinute === 0) return nowMs;
  return Math.max(nowMs, relayMinute * 60_000 + Math.max(0, nowMs - lastOkMs));
}

/** How far this device's clock was ahead of the relay's at the last answer; null when they agree. */
export function clockAheadMs(worker: WorkerRecord): number | null {
  const { lastOkMs, relayMinute } = worker.reach;
  if (lastOkMs === null || relayMinute === 0) return null;
  // The relay gives whole minutes: it is up to one minute further than it says.
  const ahead = lastOkMs - (relayMinute * 60_000 + 30_000);
  return Math.abs(ahead) > CLOCK_TOLERANCE_MS ? ahead : null;
}

export function standingOf(worker: WorkerRecord, nowMs: number): Standing {
  const judged = judgedTime(worker, nowMs);
  const plain = plainStanding(worker, judged);
  if (worker.openSos.length > 0) return { ...plain, situation: "sos" };
  return worker.duress === null ? plain : { ...plain, situation: "duress" };
}

function plainStanding(worker: WorkerRecord, judged: number): Standing {
  const none = { dueMs: null, missedMs: null, pausedUntilMs: null };
  if (worker.ended) return { situation: "ended", ...none };
  const last = worker.lastCheckInMs ?? worker.lastHeardMs;
  if (last === null) return { situation: "waiting", ...none };
  const { plan, agreed } = worker;
  if (plan === null || agreed?.state === "ended") return { situation: "no-plan", ...none };
  const paused = agreed?.state === "paused" ? agreed.pausedUntilMs : null;
  const from = Math.max(last, paused ?? 0);
  const dueMs = dueAt(plan, from);
  const missedMs = missedAt(plan, from);
  if (paused !== null && judged < paused) {
    return { situation: "paused", dueMs, missedMs, pausedUntilMs: paused };
  }
  const stands = standing(plan, from, judged);
  const told = worker.told !== null;
  const situation = told || stands === "missed" ? "missed" : stands === "late" ? "late" : "ok";
  return { situation, dueMs, missedMs, pausedUntilMs: null };
}

/** Sorted by lateness: open calls for help first, then missed, late, next due; the longest waiting first. */
export function byLateness(workers: readonly WorkerRecord[], nowMs: number): WorkerRecord[] {
  const keyed = workers.map((worker) => ({ worker, standing: standingOf(worker, nowMs) }));
  keyed.sort((a, b) => {
    const rank = ORDER.indexOf(a.standing.situation) - ORDER.indexOf(b.standing.situation);
    if (rank !== 0) return rank;
    const since = (at: typeof a) => {
      const { situation, dueMs } = at.standing;
      const called = situation === "sos" ? at.worker.openSos[0]?.atMs : undefined;
      const forced = situation === "duress" ? at.worker.duress?.atMs : undefined;
      return called ?? forced ?? dueMs ?? Infinity;
    };
    const [left, right] = [since(a), since(b)];
    if (left !== right) return left - right;
    return nameOf(a.worker).localeCompare(nameOf(b.worker));
  });
  return keyed.map(({ worker }) => worker);
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
  if (told === null || agreed === null || agreed.state !== "armed") return null;
  const next = told.step + 1;
  return next <= agreed.delays.length && next <= 4 ? next : null;
}
