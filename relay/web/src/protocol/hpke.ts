/** HPKE (RFC 9180) base mode with X25519, HKDF-SHA256 and ChaCha20-Poly1305. */

import { Chacha20Poly1305 } from "@hpke/chacha20poly1305";
import { CipherSuite, HkdfSha256 } from "@hpke/core";
import { DhkemX25519HkdfSha256 } from "@hpke/dhkem-x25519";
import { type Bytes, join } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});

/** A buffer of its own, as the package wants it. */
const buffer = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer;

export async function sealTo(publicKey: Uint8Array, info: Bytes, aad: Bytes, plaintext: Bytes): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(buffer(publicKey));
  const sender = await suite.createSenderContext({ recipientPublicKey, info: buffer(info) });
  const sealed = await sender.seal(buffer(plaintext), buffer(aad));
  return join(new Uint8Array(sender.enc), new Uint8Array(sealed));
}

export async function openWith(secretKey: Uint8Array, info: Bytes, aad: Bytes, sealed: Bytes): Promise<Bytes> {
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(buffer(secretKey));
    const enc = buffer(sealed.slice(0, 32));
    const recipient = await suite.createRecipientContext({ recipientKey, enc, info: buffer(info) });
    return new Uint8Array(await recipient.open(buffer(sealed.slice(32)), buffer(aad)));
  } catch {
    throw new ProtocolError("not-authentic");
  }
}
