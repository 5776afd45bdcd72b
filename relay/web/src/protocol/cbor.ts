/**
 * The small part of CBOR (RFC 8949) that the protocol uses: maps with unsigned integer keys, bounded in every way.
 *
 * Writing is definite, shortest and ascending. Reading takes definite and indefinite lengths in any order, skips
 * unknown keys, and refuses repeated known keys, trailing bytes and whatever exceeds a bound. 64-bit numbers above
 * 2⁵³−1 saturate there.
 */

import { type Bytes, byte, join, u16, u32, u64 } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";

const MAX_ENTRIES = 64;
const MAX_DEPTH = 8;

interface Head {
  major: number;
  /** null: indefinite. */
  value: bigint | null;
}

const malformed = (field = "cbor") => new ProtocolError("malformed", field);

export class CborReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  #u8(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw malformed();
    this.#at += 1;
    return value;
  }

  #take(length: bigint): Bytes {
    if (length > BigInt(this.#bytes.length - this.#at)) throw malformed();
    const out = this.#bytes.slice(this.#at, this.#at + Number(length)) as Bytes;
    this.#at += out.length;
    return out;
  }

  #head(): Head {
    const first = this.#u8();
    const major = first >> 5;
    const small = first & 31;
    if (small < 24) return { major, value: BigInt(small) };
    if (small > 27) {
      if (small === 31 && major !== 0 && major !== 1 && major !== 6) return { major, value: null };
      throw malformed();
    }
    let value = 0n;
    for (let i = 0; i < 1 << (small - 24); i++) value = (value << 8n) | BigInt(this.#u8());
    return { major, value };
  }

  #isBreak(): boolean {
    if (this.#bytes[this.#at] !== 0xff) return false;
    this.#at += 1;
    return true;
  }

  #more(length: bigint | null, done: number): boolean {
    if (length !== null) return BigInt(done) < length;
    if (this.#at >= this.#bytes.length) throw malformed();
    return !this.#isBreak();
  }

  #expect(major: number): bigint | null {
    const head = this.#head();
    if (head.major !== major) throw malformed();
    return head.value;
  }

  /** An unsigned number of 64 bits, exact. */
  bigUint(): bigint {
    const value = this.#expect(0);
    if (value === null) throw malformed();
    return value;
  }

  /** An unsigned number, saturating at 2⁵³−1. */
  uint(): number {
    const value = this.bigUint();
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }

  /** An unsigned number of at most `most`. */
  uintTo(most: number, field: string): number {
    const value = this.uint();
    if (value > most) throw new ProtocolError("over-bound", field);
    return value;
  }

  /** A signed number within ±2³¹. */
  int32(): number {
    const head = this.#head();
    if ((head.major !== 0 && head.major !== 1) || head.value === null) throw malformed();
    if (head.value > 0x7fff_ffffn) throw malformed();
    return head.major === 0 ? Number(head.value) : -1 - Number(head.value);
  }

  bool(): boolean {
    const head = this.#u8();
    if (head === 0xf4) return false;
    if (head === 0xf5) return true;
    throw malformed();
  }

  bytes(most: number, field: string): Bytes {
    return this.#string(2, most, field);
  }

  exact(length: number, field: string): Bytes {
    const out = this.bytes(length, field);
    if (out.length !== length) throw new ProtocolError("invalid", field);
    return out;
  }

  text(most: number, field: string): string {
    const bytes = this.#string(3, most, field);
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw malformed(field);
    }
    checkText(text, most, field);
    return text;
  }

  #string(major: 2 | 3, most: number, field: string): Bytes {
    const length = this.#expect(major);
    const tooLong = () => new ProtocolError("over-bound", field);
    if (length !== null) {
      if (length > BigInt(most)) throw tooLong();
      return this.#take(length);
    }
    const chunks: Bytes[] = [];
    let total = 0n;
    while (this.#more(null, 0)) {
      const part = this.#expect(major);
      if (part === null) throw malformed();
      total += part;
      if (total > BigInt(most)) throw tooLong();
      const chunk = this.#take(part);
      if (major === 3) wholeText(chunk, field);
      chunks.push(chunk);
    }
    return join(...chunks);
  }

  /** One map; `entry` reads the value of a key that it knows, or says false. */
  map(entry: (key: number) => boolean): void {
    const length = this.#expect(5);
    const seen = new Set<number>();
    let entries = 0;
    while (this.#more(length, entries)) {
      if (entries === MAX_ENTRIES) throw new ProtocolError("over-bound", "number of entries");
      entries += 1;
      const key = this.uint();
      if (!entry(key)) {
        this.#skip(0);
      } else if (seen.has(key)) {
        throw new ProtocolError("repeated");
      } else {
        seen.add(key);
      }
    }
  }

  /** One array of at most `most` items. */
  array(most: number, field: string, item: (index: number) => void): number {
    const length = this.#expect(4);
    let items = 0;
    while (this.#more(length, items)) {
      if (items === most) throw new ProtocolError("over-bound", field);
      item(items);
      items += 1;
    }
    return items;
  }

  #skip(depth: number): void {
    if (depth > MAX_DEPTH) throw malformed();
    const before = this.#at;
    const head = this.#head();
    if (head.major === 2 || head.major === 3) {
      this.#at = before;
      const bytes = this.#string(head.major, this.#bytes.length, "skipped");
      if (head.major === 3) wholeText(bytes, "skipped");
    } else if (head.major === 4 || head.major === 5) {
      const length = head.value === null ? null : head.value * (head.major === 5 ? 2n : 1n);
      let done = 0;
      while (this.#more(length, done)) {
        this.#skip(depth + 1);
        done += 1;
      }
    } else if (head.major === 6) {
      this.#skip(depth + 1);
    } else if (head.value === null) {
      throw malformed();
    }
  }
}

function wholeText(bytes: Bytes, field: string): void {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed(field);
  }
}

/** Reads one map that fills `bytes` exactly. */
export function readWholeMap(bytes: Uint8Array, entry: (key: number, value: CborReader) => boolean): void {
  const reader = new CborReader(bytes);
  reader.map((key) => entry(key, reader));
  if (!reader.atEnd) throw malformed();
}

/** A required value. */
export function required<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new ProtocolError("missing", field);
  return value;
}

/** The rule for text, for writers and readers alike. */
export function checkText(text: string, most: number, field: string): void {
  if (new TextEncoder().encode(text).length > most) throw new ProtocolError("over-bound", field);
  // biome-ignore lint: control characters are what is looked for.
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text)) throw new ProtocolError("invalid", field);
}

function head(major: number, value: number | bigint): Bytes {
  const top = major << 5;
  const big = BigInt(value);
  if (big < 24n) return byte(top | Number(big));
  if (big < 0x100n) return Uint8Array.of(top | 24, Number(big));
  if (big < 0x1_0000n) return join(byte(top | 25), u16(Number(big)));
  if (big < 0x1_0000_0000n) return join(byte(top | 26), u32(Number(big)));
  return join(byte(top | 27), u64(big));
}

/** Writers of single values; a map takes them in ascending order of keys. */
export const cbor = {
  uint: (value: number | bigint): Bytes => head(0, value),
  int: (value: number): Bytes => (value < 0 ? head(1, -1 - value) : head(0, value)),
  bytes: (value: Uint8Array): Bytes => join(head(2, value.length), value),
  text: (value: string): Bytes => {
    const utf8 = new TextEncoder().encode(value);
    return join(head(3, utf8.length), utf8);
  },
  array: (items: readonly Bytes[]): Bytes => join(head(4, items.length), ...items),
  map: (entries: readonly (readonly [number, Bytes])[]): Bytes =>
    join(head(5, entries.length), ...entries.flatMap(([key, value]) => [head(0, key), value])),
};
