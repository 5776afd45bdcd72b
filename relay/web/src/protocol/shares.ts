/** Shares of a dossier's contact part, and the mailbox in which share-holders meet. */

import { type Bytes, byte, equal, join } from "./bytes.ts";
import { cbor, readWholeMap, required } from "./cbor.ts";
import { openCell, sealCell } from "./cell.ts";
import { TO_WORKER } from "./chain.ts";
import { readEnvelope, writeEnvelope } from "./envelope.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { envelopeDigest } from "./parts.ts";
import { hkdf, type Random } from "./primitives.ts";

export const SHARE = 33;

/** A share as given at the meeting mailbox. */
export interface ShareMessage {
  dossier: Bytes;
  generation: number;
  /** x, then 32 bytes. */
  share: Bytes;
}

export function readShareMessage(body: Bytes): ShareMessage {
  let dossier: Bytes | undefined;
  let generation: number | undefined;
  let share: Bytes | undefined;
  readWholeMap(body, (key, value) => {
    if (key === 0) dossier = value.exact(16, "dossier");
    else if (key === 1) generation = value.uintTo(0xffff_ffff, "generation");
    else if (key === 2) share = value.exact(SHARE, "share");
    else return false;
    return true;
  });
  return {
    dossier: required(dossier, "dossier"),
    generation: required(generation, "generation"),
    share: required(share, "share"),
  };
}

/** The contact part from k shares. With k = 1 the share is the part itself, after an x of 0. */
export async function combineShares(shares: readonly Bytes[], k: number): Promise<Bytes> {
  const first = shares[0];
  if (shares.length < k || first === undefined || shares.some((share) => share.length !== SHARE)) {
    throw new ProtocolError("invalid", "shares");
  }
  if (k === 1) {
    if (first[0] !== 0) throw new ProtocolError("invalid", "share");
    return first.slice(1);
  }
  const points = new Set(shares.map((share) => share[0]));
  if (points.size !== shares.length || points.has(0)) throw new ProtocolError("invalid", "shares");
  // The package keeps x behind its 32 bytes, this protocol in front.
  const turned = shares.slice(0, k).map((share) => join(share.subarray(1), share.subarray(0, 1)));
  const { combine } = await import("shamir-secret-sharing");
  return new Uint8Array(await combine(turned));
}

/** The meeting mailbox of one upload of a dossier. */
export interface Meeting {
  receiveId: Bytes;
  receiveCapability: Bytes;
  sendId: Bytes;
  sendCapability: Bytes;
  key: Bytes;
}

export function meeting(secret: Bytes): Meeting {
  const part = (number: number, length: number) =>
    hkdf(secret, new Uint8Array(0), join(labels.MEETING, byte(number)), length);
  return {
    receiveId: part(1, 16),
    receiveCapability: part(2, 32),
    sendId: part(3, 16),
    sendCapability: part(4, 32),
    key: part(5, 32),
  };
}

export function sealShare(at: Meeting, share: ShareMessage, timeMs: number, random: Random): Bytes {
  const body = cbor.map([
    [0, cbor.bytes(share.dossier)],
    [1, cbor.uint(share.generation)],
    [2, cbor.bytes(share.share)],
  ]);
  const fragment = writeEnvelope(0, timeMs, [12, body]);
  const cellBody = { event: random(16), part: 0, parts: 1, digest: envelopeDigest(fragment), fragment };
  return sealCell(at.key, random(16), TO_WORKER, cellBody, random);
}

export function openShare(at: Meeting, cell: Bytes): ShareMessage {
  const body = openCell(cell, at.key, TO_WORKER);
  if (body.parts !== 1 || !equal(body.digest, envelopeDigest(body.fragment))) {
    throw new ProtocolError("malformed", "share");
  }
  const { message } = readEnvelope(body.fragment);
  if (message.kind !== "share") throw new ProtocolError("invalid", "share");
  return message.share;
}

/** All sets of `k` out of `items`, at most `most` of them, those with the first items first. */
export function setsOf<T>(items: readonly T[], k: number, most: number): T[][] {
  const sets: T[][] = [];
  const grow = (from: number, chosen: T[]) => {
    if (sets.length >= most) return;
    if (chosen.length === k) {
      sets.push(chosen);
      return;
    }
    for (let i = from; i < items.length; i++) grow(i + 1, [...chosen, items[i] as T]);
  };
  grow(0, []);
  return sets;
}
