/** The relay's requests that this page makes, one fixed length each, and their answers. */

import { type Bytes, byte, join, padded, Reader, u32, u64 } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";
import { GROUP, ROWS } from "./group.ts";
import { sha256, type Random } from "./primitives.ts";

const VERSION = 1;
const HEAD = Uint8Array.of(VERSION, 0, 0, 0);
const ENTRIES = 16;
const ENTRY = 177;
const ITEMS = 16;
const ITEM = 1_056;

export const REGISTER_REQUEST = 2_884;
export const REGISTER_ANSWER = 32;
export const FETCH_REQUEST = 200;
export const FETCH_ANSWER = 16_928;
export const SYNC_ANSWER = 4_128;

/** Who asks: a receive id and its capability. */
export interface Reading {
  id: Bytes;
  capability: Bytes;
}

/** 0 done, 1 unknown or wrong, 2 busy, 3 did not open; others are from a later version: not done. */
export type Outcome = number;
export const DONE = 0;
export const UNKNOWN = 1;
export const BUSY = 2;

function begin(bytes: Bytes, length: number): Reader {
  if (bytes.length !== length) throw new ProtocolError("length", "answer");
  const reader = new Reader(bytes);
  if (reader.u8() !== VERSION) throw new ProtocolError("too-new", "answer");
  return reader;
}

export interface RegisterEntry {
  op: "mailbox" | "discard" | "close";
  id: Bytes;
  /** In clear; only its hash leaves this page. */
  capability?: Bytes;
}

const OPS = { mailbox: 1, discard: 2, close: 3 } as const;

export function writeRegister(reading: Reading, entries: readonly RegisterEntry[]): Bytes {
  if (entries.length > ENTRIES) throw new ProtocolError("over-bound", "entries");
  const written = entries.map((entry) => {
    const hash = entry.capability === undefined ? new Uint8Array(32) : sha256(entry.capability);
    return padded(ENTRY, Uint8Array.of(OPS[entry.op]), entry.id, hash);
  });
  return padded(REGISTER_REQUEST, HEAD, reading.id, reading.capability, ...written);
}

export interface RegisterAnswer {
  outcome: Outcome;
  relaySeq: bigint;
  /** 0 done, 1 taken, 2 invalid, 3 limit reached. */
  statuses: number[];
}

export const TAKEN = 1;

export function readRegister(bytes: Bytes): RegisterAnswer {
  const reader = begin(bytes, REGISTER_ANSWER);
  const outcome = reader.u8();
  reader.skip(6);
  return { outcome, relaySeq: reader.u64(), statuses: [...reader.take(ENTRIES)] };
}

export function writeFetch(
  reading: Reading,
  cursor: bigint,
  relaySeq: bigint,
  acknowledged: readonly bigint[],
  looked = false,
): Bytes {
  if (acknowledged.length > 16) throw new ProtocolError("over-bound", "acknowledged ids");
  const ids = padded(16 * 8, ...acknowledged.map((id) => u64(id)));
  const more = [ids, byte(looked ? 1 : 0)];
  return padded(FETCH_REQUEST, HEAD, reading.id, reading.capability, u64(cursor), u64(relaySeq), ...more);
}

export interface FetchItem {
  id: bigint;
  arrivalMinute: number;
  ageS: number;
  sendId: Bytes;
  cell: Bytes;
}

export interface FetchAnswer {
  outcome: Outcome;
  more: boolean;
  relaySeq: bigint;
  relayMinute: number;
  items: FetchItem[];
}

export function readFetch(bytes: Bytes): FetchAnswer {
  const reader = begin(bytes, FETCH_ANSWER);
  const outcome = reader.u8();
  const real = reader.u8();
  const more = reader.u8();
  if (real > ITEMS) throw new ProtocolError("invalid", "number of items");
  if (more > 1) throw new ProtocolError("invalid", "more");
  reader.skip(4);
  const relaySeq = reader.u64();
  const relayMinute = reader.u32();
  reader.skip(12);
  const items: FetchItem[] = [];
  for (let index = 0; index < real; index++) {
    const item = new Reader(reader.take(ITEM));
    items.push({
      id: item.u64(),
      arrivalMinute: item.u32(),
      ageS: item.u32(),
      sendId: item.take(16),
      cell: item.take(1_024),
    });
  }
  return { outcome, more: more === 1, relaySeq, relayMinute, items };
}

/** Wanted and acknowledged tags are random: this page looks for nothing by tag. */
export function writeSync(
  reading: Reading,
  ageS: number,
  relaySeq: bigint,
  group: Bytes,
  random: Random,
): Bytes {
  if (group.length !== GROUP) throw new ProtocolError("length", "group");
  return join(
    Uint8Array.of(VERSION, ROWS, 0, 0),
    reading.id,
    reading.capability,
    u32(ageS),
    u64(relaySeq),
    random(24 * 16),
    group,
  );
}

export interface SyncAnswer {
  outcome: Outcome;
  timerStatus: number;
  /** The timer's state and last told step, in the answer to a hold. */
  timerState: number;
  timerStep: number;
  rows: number[];
  count: bigint;
  relaySeq: bigint;
}

export const ROW_STORED = 0;
export const ROW_FULL = 2;
export const ROW_UNKNOWN = 3;

export function readSync(bytes: Bytes): SyncAnswer {
  const reader = begin(bytes, SYNC_ANSWER);
  const outcome = reader.u8();
  const timerStatus = reader.u8();
  const timerState = reader.u8();
  const timerStep = reader.u8();
  reader.skip(3);
  const rows = [...reader.take(8)].slice(0, ROWS);
  return { outcome, timerStatus, timerState, timerStep, rows, count: reader.u64(), relaySeq: reader.u64() };
}
