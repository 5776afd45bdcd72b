/** Receipts: how this page says to the worker's phone, locked or not, that an event arrived or was looked at. */

import { type Bytes, byte, join } from "./bytes.ts";
import { openCell, sealCell } from "./cell.ts";
import { TO_WORKER } from "./chain.ts";
import { readEnvelope, writeEnvelope } from "./envelope.ts";
import { equal } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { writeReceipt } from "./message.ts";
import { envelopeDigest } from "./parts.ts";
import { expand, type Random } from "./primitives.ts";

export const FETCHED = 1;
export const OPENED = 2;
export type ReceiptState = typeof FETCHED | typeof OPENED;

export function receiptRoot(lastKey: Bytes): Bytes {
  return expand(lastKey, labels.RECEIPT, 32);
}

export function expectedReceipt(root: Bytes, state: ReceiptState): { tag: Bytes; key: Bytes } {
  const out = expand(root, join(labels.RECEIPT_STATE, byte(state)), 48);
  return { tag: out.slice(0, 16), key: out.slice(16) };
}

export function sealReceipt(
  root: Bytes,
  state: ReceiptState,
  event: Bytes,
  timeMs: number,
  random: Random,
): Bytes {
  const { tag, key } = expectedReceipt(root, state);
  const fragment = writeEnvelope(0, timeMs, writeReceipt(state, event));
  const body = { event: random(16), part: 0, parts: 1, digest: envelopeDigest(fragment), fragment };
  return sealCell(key, tag, TO_WORKER, body, random);
}

/** For tests of this side against the vectors; the page itself receives no receipts. */
export function openReceipt(root: Bytes, state: ReceiptState, cell: Bytes): { event: Bytes; timeMs: number } {
  const { tag, key } = expectedReceipt(root, state);
  if (!equal(cell.subarray(0, 16), tag)) throw new ProtocolError("invalid", "tag");
  const body = openCell(cell, key, TO_WORKER);
  const sound = body.parts === 1 && equal(body.digest, envelopeDigest(body.fragment));
  const envelope = readEnvelope(body.fragment);
  if (!sound || envelope.message.kind !== "receipt" || envelope.message.state !== state) {
    throw new ProtocolError("malformed", "receipt");
  }
  return { event: envelope.message.event, timeMs: envelope.timeMs };
}
