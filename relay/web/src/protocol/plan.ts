/** Plan arithmetic: when a check-in is due, late and missed. */

import { ProtocolError } from "./errors.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A plan's interval and grace in seconds, within their bounds. */
export interface PlanTiming {
  intervalS: number;
  graceS: number;
}

export function planTiming(intervalS: number, graceS: number): PlanTiming {
  if (intervalS < HOUR || intervalS > 30 * DAY) throw new ProtocolError("over-bound", "interval");
  if (graceS < 900 || graceS > 7 * DAY) throw new ProtocolError("over-bound", "grace");
  return { intervalS, graceS };
}

export type Standing = "up_to_date" | "late" | "missed";

export function dueAt(plan: PlanTiming, lastMs: number): number {
  return lastMs + plan.intervalS * 1_000;
}

export function missedAt(plan: PlanTiming, lastMs: number): number {
  return dueAt(plan, lastMs) + plan.graceS * 1_000;
}

export function standing(plan: PlanTiming, lastMs: number, nowMs: number): Standing {
  if (nowMs >= missedAt(plan, lastMs)) return "missed";
  return nowMs >= dueAt(plan, lastMs) ? "late" : "up_to_date";
}
