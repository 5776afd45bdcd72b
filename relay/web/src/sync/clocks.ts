/**
 * Two clocks: this device's and the relay's. Either may be wrong, and neither may hide a missed check-in: what is
 * reckoned from the relay's times is held against them again with each of its answers.
 */

import type { WorkerRecord } from "../store/records.ts";

/** How far two clocks may be apart before it is said. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** The relay's minute may go back by so much without any put-back: its clock was set right. */
const MINUTES_APART = 2;

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

/** The latest minute that the relay can have meant as of its last answer: its own. */
export function relaysMinute(worker: WorkerRecord, nowMs: number): number {
  const { relayMinute } = worker.reach;
  return relayMinute === 0 ? Math.floor(nowMs / 60_000) : relayMinute;
}

/**
 * By how many minutes the relay's calendar is behind what it was, with what has passed here since; 0 when it has not
 * gone back, or only as a clock that is set right. Asked before the answer is noted.
 */
export function minutesBack(worker: WorkerRecord, relayMinute: number, nowMs: number): number {
  const { lastOkMs, relayMinute: before } = worker.reach;
  if (relayMinute + MINUTES_APART >= before) return 0;
  const passedMs = Math.max(0, nowMs - (lastOkMs ?? nowMs));
  return before - relayMinute + Math.floor(passedMs / 60_000);
}

/**
 * Called with each answer, before what it brings is read. A relay whose clock was ahead and is right again left times
 * behind that have not come yet: they would silence this page until then, and become what they can be at most, now.
 * What is compared with the relay's notices alone goes back with its calendar, by `back` minutes.
 */
export function settleTimes(worker: WorkerRecord, nowMs: number, back: number): void {
  const judged = judgedTime(worker, nowMs);
  const { agreed, told, held, duress, lastCheckInSeenMs: seen } = worker;
  if (worker.lastCheckInMs !== null && worker.lastCheckInMs > judged) {
    worker.lastCheckInMs = Math.min(judged, seen ?? judged);
  }
  if (worker.lastHeardMs !== null) worker.lastHeardMs = Math.min(worker.lastHeardMs, judged);
  if (worker.firstHeardMs !== undefined) worker.firstHeardMs = Math.min(worker.firstHeardMs, judged);
  if (agreed !== null && agreed.sinceMs > judged) {
    const ahead = agreed.sinceMs - judged;
    agreed.sinceMs = judged;
    if (agreed.pausedUntilMs !== null) agreed.pausedUntilMs -= ahead;
  }
  if (told !== null) {
    told.shownMinute = Math.min(told.shownMinute ?? told.minute, Math.floor(judged / 60_000));
    told.minute = Math.max(0, Math.min(told.minute - back, relaysMinute(worker, judged)));
  }
  if (held !== null) held.untilMinute = Math.max(0, held.untilMinute - back);
  if (duress !== null) duress.atMs = Math.min(duress.atMs, judged);
  if (clockAheadMs(worker) !== null) return;
  // The clocks agree: what this device noted while its own was wrong is mended by the relay's times.
  if (seen !== null) worker.lastCheckInSeenMs = Math.max(seen, worker.lastCheckInMs ?? 0);
  if (agreed !== null) agreed.seenMs = Math.max(agreed.seenMs, agreed.sinceMs);
}
