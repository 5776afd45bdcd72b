/**
 * The primitives exactly as the protocol uses them. Nothing but this file and `hpke.ts` calls a cryptographic package.
 */

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import { expand as hkdfExpand, hkdf as hkdfWhole } from "@noble/hashes/hkdf.js";
import { sha256 as sha256Whole } from "@noble/hashes/sha2.js";
import { type Bytes, join } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";

/** Fills with randomness; an argument wherever a rule needs chance. */
export type Random = (length: number) => Bytes;

export const NONCE = 24;
export const MAC = 16;
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

/** Ciphertext with its tag. */
export function seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Bytes {
  return xchacha20poly1305(key, nonce, aad).encrypt(plaintext) as Bytes;
}

/** Throws "not-authentic". */
export function open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Bytes {
  if (sealed.length < MAC) throw new ProtocolError("length", "sealed");
  try {
    return xchacha20poly1305(key, nonce, aad).decrypt(sealed) as Bytes;
  } catch {
    throw new ProtocolError("not-authentic");
  }
}

export function identityPublic(seed: Uint8Array): Bytes {
  return ed25519.getPublicKey(seed) as Bytes;
}

export function sign(seed: Uint8Array, message: Uint8Array): Bytes {
  return ed25519.sign(message, seed) as Bytes;
}

/** Strict, as RFC 8032 says: no keys of small order, no other encodings of the same signature. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
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
