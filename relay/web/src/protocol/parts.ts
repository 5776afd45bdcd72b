/** Splitting an envelope over wire cells, and putting it together again from parts in any order. */

import { type Bytes, equal, join, toHex } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { sha256 } from "./primitives.ts";

export const MAX_FRAGMENT = 939;
export const MAX_PARTS = 16;
export const MAX_ENVELOPE = MAX_FRAGMENT * MAX_PARTS;
const MAX_SEALINGS = 2;

/** What one wire cell carries. */
export interface CellBody {
  event: Bytes;
  part: number;
  parts: number;
  digest: Bytes;
  fragment: Bytes;
}

export function envelopeDigest(envelope: Uint8Array): Bytes {
  return sha256(labels.PARTS, envelope).slice(0, 8);
}

export function split(envelope: Bytes, event: Bytes): CellBody[] {
  const parts = Math.ceil(envelope.length / MAX_FRAGMENT);
  if (parts < 1 || parts > MAX_PARTS) throw new ProtocolError("length", "envelope");
  const digest = envelopeDigest(envelope);
  return Array.from({ length: parts }, (_, part) => ({
    event,
    part,
    parts,
    digest,
    fragment: envelope.slice(part * MAX_FRAGMENT, (part + 1) * MAX_FRAGMENT),
  }));
}

interface Sealing {
  digest: Bytes;
  fragments: (Bytes | null)[];
  /** The step keys of the parts; the first makes the capsule key, the last the receipts. */
  messageKeys: (Bytes | null)[];
}

/** The parts of one event that have come so far; stored as it is. At most two sealings, about 30 kB. */
export interface Assembly {
  event: Bytes;
  sealings: Sealing[];
}

/** A whole message with what its parts were sealed under. */
export interface Whole {
  envelope: Bytes;
  firstKey: Bytes;
  lastKey: Bytes;
}

export function newAssembly(event: Bytes): Assembly {
  return { event, sealings: [] };
}

/** Puts a part in its place; answers the whole once complete. A part that is there already changes nothing. */
export function insertPart(assembly: Assembly, body: CellBody, messageKey: Bytes): Whole | null {
  if (!equal(body.event, assembly.event)) throw new ProtocolError("invalid", "event");
  if (body.part >= body.parts || body.parts > MAX_PARTS || body.fragment.length > MAX_FRAGMENT) {
    throw new ProtocolError("invalid", "part");
  }
  const name = toHex(body.digest);
  let sealing = assembly.sealings.find((known) => toHex(known.digest) === name);
  if (sealing === undefined) {
    if (assembly.sealings.length >= MAX_SEALINGS) assembly.sealings.shift();
    sealing = {
      digest: body.digest,
      fragments: Array<Bytes | null>(body.parts).fill(null),
      messageKeys: Array<Bytes | null>(body.parts).fill(null),
    };
    assembly.sealings.push(sealing);
  }
  if (sealing.fragments.length !== body.parts) throw new ProtocolError("invalid", "parts");
  const there = sealing.fragments[body.part];
  if (there != null && !equal(there, body.fragment)) throw new ProtocolError("invalid", "fragment");
  sealing.fragments[body.part] = body.fragment;
  sealing.messageKeys[body.part] = messageKey;
  const fragments = sealing.fragments.filter((fragment) => fragment !== null);
  if (fragments.length !== body.parts) return null;
  const envelope = join(...fragments);
  const [firstKey, lastKey] = [sealing.messageKeys[0], sealing.messageKeys[body.parts - 1]];
  if (!equal(envelopeDigest(envelope), sealing.digest) || firstKey == null || lastKey == null) {
    assembly.sealings = assembly.sealings.filter((known) => known !== sealing);
    throw new ProtocolError("not-authentic", "parts");
  }
  return { envelope, firstKey, lastKey };
}
