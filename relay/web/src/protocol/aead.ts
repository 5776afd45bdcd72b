/** XChaCha20-Poly1305, as the protocol uses it. */

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { Bytes } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";

export const NONCE = 24;
const MAC = 16;

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
