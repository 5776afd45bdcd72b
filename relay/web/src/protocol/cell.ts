/** The wire cell: 1,024 bytes that look random, always. */

import { NONCE, open, seal } from "./aead.ts";
import { type Bytes, allZero, byte, join, padded, Reader, u16 } from "./bytes.ts";
import type { Direction } from "./chain.ts";
import { ProtocolError } from "./errors.ts";
import { type CellBody, MAX_FRAGMENT, MAX_PARTS } from "./parts.ts";
import type { Random } from "./primitives.ts";

export const CELL = 1_024;
const BODY = 968;
const VERSION = 1;

export function sealCell(
  messageKey: Bytes,
  tag: Bytes,
  direction: Direction,
  body: CellBody,
  random: Random,
): Bytes {
  if (body.part >= body.parts || body.parts > MAX_PARTS || body.fragment.length > MAX_FRAGMENT) {
    throw new ProtocolError("invalid", "part");
  }
  const plaintext = padded(
    BODY,
    byte(VERSION),
    body.event,
    Uint8Array.of(body.part, body.parts),
    body.digest,
    u16(body.fragment.length),
    body.fragment,
  );
  const nonce = random(NONCE);
  return join(tag, nonce, seal(messageKey, nonce, associatedData(tag, direction), plaintext));
}

/** Throws "length", "not-authentic", "too-new" or "malformed". */
export function openCell(cell: Bytes, messageKey: Bytes, direction: Direction): CellBody {
  if (cell.length !== CELL) throw new ProtocolError("length", "cell");
  const tag = cell.slice(0, 16);
  const nonce = cell.slice(16, 40);
  const body = new Reader(open(messageKey, nonce, associatedData(tag, direction), cell.subarray(40)));
  if (body.u8() !== VERSION) throw new ProtocolError("too-new", "cell");
  const event = body.take(16);
  const part = body.u8();
  const parts = body.u8();
  const digest = body.take(8);
  const length = body.u16();
  if (length > MAX_FRAGMENT) throw new ProtocolError("malformed", "cell");
  const fragment = body.take(length);
  if (part >= parts || parts > MAX_PARTS || !allZero(body.rest())) {
    throw new ProtocolError("malformed", "cell");
  }
  return { event, part, parts, digest, fragment };
}

function associatedData(tag: Bytes, direction: Direction): Bytes {
  return join(byte(VERSION), tag, byte(direction));
}
