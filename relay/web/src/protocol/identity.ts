/** Ed25519: who this contact is, their holds, and those of others. */

import { ed25519 } from "@noble/curves/ed25519.js";
import type { Bytes } from "./bytes.ts";

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
