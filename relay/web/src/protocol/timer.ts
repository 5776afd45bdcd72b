/** Timer commands. This page sends two: none at all, and the hold of a later step. */

import { type Bytes, byte, join, Reader, u32, u64 } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { sign, verify } from "./identity.ts";

export const TIMER_COMMAND = 125;
const HEAD = 61;
const HOLD = 5;
export const MAX_HOLD_S = 86_400;

export interface TimerCommand {
  timer: Bytes;
  counter: bigint;
  op: number;
  deltaS: number;
  hash: Bytes;
  signature: Bytes;
}

export const NOOP: Bytes = new Uint8Array(TIMER_COMMAND);

/** A step 2–4 is to wait `seconds` from when the relay reads this, at most a day. */
export function signHold(
  timer: Bytes,
  counter: number | bigint,
  step: number,
  seconds: number,
  identitySeed: Bytes,
): Bytes {
  if (step < 2 || step > 4) throw new ProtocolError("invalid", "step");
  if (seconds < 1 || seconds > MAX_HOLD_S) throw new ProtocolError("over-bound", "hold");
  const hash = join(new Uint8Array(31), byte(step));
  const head = join(timer, u64(counter), byte(HOLD), u32(seconds), hash);
  return join(head, sign(identitySeed, join(labels.TIMER, head)));
}

export function readTimerCommand(bytes: Bytes): TimerCommand {
  const reader = new Reader(bytes);
  const command = {
    timer: reader.take(16),
    counter: reader.u64(),
    op: reader.u8(),
    deltaS: reader.u32(),
    hash: reader.take(32),
    signature: reader.take(64),
  };
  if (reader.left !== 0) throw new ProtocolError("length", "timer command");
  return command;
}

export function verifyTimerCommand(bytes: Bytes, publicKey: Bytes): boolean {
  if (bytes.length !== TIMER_COMMAND || bytes[24] === 0) return false;
  return verify(publicKey, join(labels.TIMER, bytes.subarray(0, HEAD)), bytes.slice(HEAD));
}

/** Which step a verified hold is about; null if it is none. */
export function heldStep(command: TimerCommand): number | null {
  const step = command.hash[31] ?? 0;
  const sound = command.op === HOLD && step >= 2 && step <= 4;
  return sound && command.hash.slice(0, 31).every((value) => value === 0) ? step : null;
}

