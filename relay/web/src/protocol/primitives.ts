/**
 * The primitives exactly as the protocol uses them. Nothing but this file, `aead.ts`,
 * `identity.ts` and `hpke.ts` calls a cryptographic package; they stand apart so that the first view needs less of them.
 */

import { expand as hkdfExpand, hkdf as hkdfWhole } from "@noble/hashes/hkdf.js";
import { sha256 as sha256Whole } from "@noble/hashes/sha2.js";
import { type Bytes, join } from "./bytes.ts";

/** Fills with randomness; an argument wherever a rule needs chance. */
export type Random = (length: number) => Bytes;

export const HPKE_OVERHEAD = 48;

export function sha256(...parts: readonly Uint8Array[]): Bytes {
  return sha256Whole(join(...parts)) as Bytes;
}

export function hkdf(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Bytes {
  return hkdfWhole(sha256Whole, ikm, salt, info, length) as Bytes;
}

export function expand(key: Uint8Array, info: Uint8Array, length: number): Bytes {
  return hkdfExpand(sha256Whole, key, info, length) as Bytes;
}

/**
 * HPKE base mode: 32 bytes of encapsulated key, then ciphertext and tag. Loaded when something is first sent, so that
 * the page opens sooner.
 */
export async function hpkeSeal(
  publicKey: Uint8Array,
  info: Bytes,
  aad: Bytes,
  plaintext: Bytes,
): Promise<Bytes> {
  const { sealTo } = await import("./hpke.ts");
  return sealTo(publicKey, info, aad, plaintext);
}

/** Only tests open: the relay is the one whom things are sealed to. */
export async function hpkeOpen(
  secretKey: Uint8Array,
  info: Bytes,
  aad: Bytes,
  sealed: Bytes,
): Promise<Bytes> {
  const { openWith } = await import("./hpke.ts");
  return openWith(secretKey, info, aad, sealed);
}

/** The browser's own generator. */
export const systemRandom: Random = (length) => {
  const out = new Uint8Array(length);
  // getRandomValues gives at most 65,536 bytes a call.
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(out.subarray(at, at + 65_536));
  return out;
};
