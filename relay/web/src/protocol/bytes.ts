/** Bytes: joining, comparing, big-endian numbers, hexadecimal and base32, and a bounded reader. */

import { ProtocolError } from "./errors.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

export function join(...parts: readonly Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The parts, then zeros up to `length`; a bug of ours if they are longer. */
export function padded(length: number, ...parts: readonly Uint8Array[]): Bytes {
  const joined = join(...parts);
  if (joined.length > length) throw new ProtocolError("length", "padded");
  const out = new Uint8Array(length);
  out.set(joined);
  return out;
}

export function ascii(text: string): Bytes {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

export function byte(value: number): Bytes {
  return Uint8Array.of(value);
}

export function u16(value: number): Bytes {
  return Uint8Array.of((value >>> 8) & 0xff, value & 0xff);
}

export function u32(value: number): Bytes {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

export function u64(value: bigint | number): Bytes {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

/** Not in constant time: for tags, ids and digests, not for secrets. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

export function allZero(bytes: Uint8Array): boolean {
  return bytes.every((value) => value === 0);
}

export function toHex(bytes: Uint8Array): string {
  let out = "";
  for (const value of bytes) out += value.toString(16).padStart(2, "0");
  return out;
}

export function fromHex(text: string): Bytes {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new ProtocolError("malformed", "hex");
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function toBase32(bytes: Uint8Array): string {
  let out = "";
  let held = 0;
  let bits = 0;
  for (const value of bytes) {
    held = (held << 8) | value;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32[(held >>> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  if (bits > 0) out += BASE32[(held << (5 - bits)) & 31];
  return out;
}

/** Strict: upper case, no padding, a length that can be, and no bits left over. */
export function fromBase32(text: string): Bytes {
  if ([1, 3, 6].includes(text.length % 8)) throw new ProtocolError("damaged", "base32");
  const out = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const char of text) {
    const value = BASE32.indexOf(char);
    if (value < 0) throw new ProtocolError("damaged", "base32");
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (held >>> bits) & 0xff;
      held &= (1 << bits) - 1;
    }
  }
  if (held !== 0) throw new ProtocolError("damaged", "base32");
  return out;
}

/** Reads from the front; throws "length" when there is less than asked for. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: number): Bytes {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new ProtocolError("length");
    const out = this.#bytes.slice(this.#at, end) as Bytes;
    this.#at = end;
    return out;
  }

  skip(length: number): void {
    this.take(length);
  }

  u8(): number {
    return this.take(1)[0] ?? 0;
  }

  u16(): number {
    return (this.u8() << 8) | this.u8();
  }

  u32(): number {
    const bytes = this.take(4);
    return new DataView(bytes.buffer).getUint32(0);
  }

  u64(): bigint {
    const bytes = this.take(8);
    return new DataView(bytes.buffer).getBigUint64(0);
  }

  rest(): Bytes {
    return this.take(this.#bytes.length - this.#at);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }
}
