/** Capsules: the recent trail, which opens only under the message's key and the relay's part together. */

import { NONCE, open } from "./aead.ts";
import { type Bytes, allZero, byte, join } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { decodeTrailPrefix, type Place } from "./place.ts";
import { hkdf } from "./primitives.ts";

export const CAPSULE = 440;
const VERSION = 1;

/** The places, newest first. */
export function openCapsule(capsule: Bytes, event: Bytes, firstKey: Bytes, relayPart: Bytes): Place[] {
  if (capsule.length !== CAPSULE) throw new ProtocolError("length", "capsule");
  const key = hkdf(join(firstKey, relayPart), new Uint8Array(0), labels.CAPSULE, 32);
  const trail = open(key, capsule.slice(0, NONCE), join(byte(VERSION), event), capsule.subarray(NONCE));
  const [places, reader] = decodeTrailPrefix(trail);
  if (!allZero(reader.rest())) throw new ProtocolError("malformed", "capsule");
  return places;
}
