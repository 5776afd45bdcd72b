/** The envelope: what every message says besides its body. */

import type { Bytes } from "./bytes.ts";
import { type CborReader, cbor, readWholeMap, required } from "./cbor.ts";
import { attempt, ProtocolError } from "./errors.ts";
import { type Message, readBody } from "./message.ts";
import { MAX_ENVELOPE } from "./parts.ts";
import { type PlanTiming, planTiming } from "./plan.ts";

export interface Envelope {
  /** Grows by one with each event an origin seals; 0 in receipts and lodged cells. */
  counter: number;
  /** By the sender's clock. */
  timeMs: number;
  plan: PlanTiming | null;
  message: Message;
}

export function readEnvelope(bytes: Bytes): Envelope {
  if (bytes.length > MAX_ENVELOPE) throw new ProtocolError("over-bound", "envelope");
  let kind: number | undefined;
  let counter: number | undefined;
  let timeMs: number | undefined;
  let plan: PlanTiming | null = null;
  let body: Bytes | undefined;
  readWholeMap(bytes, (key, value) => {
    if (key === 0) kind = value.uint();
    else if (key === 1) counter = value.uint();
    else if (key === 2) timeMs = value.uint();
    else if (key === 3) plan = readPlan(value);
    else if (key === 4) body = value.bytes(MAX_ENVELOPE, "body");
    else return false;
    return true;
  });
  const which = required(kind, "kind");
  return {
    counter: required(counter, "counter"),
    timeMs: required(timeMs, "time"),
    plan,
    message: readBody(which, required(body, "body")),
  };
}

/** A plan out of bounds is read as none: the message itself matters more. */
function readPlan(value: CborReader): PlanTiming | null {
  const numbers: number[] = [];
  const items = value.array(2, "plan", () => numbers.push(value.uint()));
  if (items !== 2) throw new ProtocolError("invalid", "plan");
  return attempt(() => planTiming(numbers[0] ?? 0, numbers[1] ?? 0));
}

export function writeEnvelope(counter: number, timeMs: number, [kind, body]: [number, Bytes]): Bytes {
  const bytes = cbor.map([
    [0, cbor.uint(kind)],
    [1, cbor.uint(counter)],
    [2, cbor.uint(timeMs)],
    [4, cbor.bytes(body)],
  ]);
  if (bytes.length > MAX_ENVELOPE) throw new ProtocolError("over-bound", "envelope");
  return bytes;
}
