/** Notices: what the relay itself says, as cells in this contact's mailbox. */

import { type Bytes, equal, join } from "./bytes.ts";
import { readWholeMap, required } from "./cbor.ts";
import { openCell } from "./cell.ts";
import { FROM_RELAY } from "./chain.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { envelopeDigest } from "./parts.ts";
import { expand, hkdf, sha256 } from "./primitives.ts";
import { TIMER_COMMAND } from "./timer.ts";

export interface NoticeKeys {
  tagKey: Bytes;
  noticeKey: Bytes;
}

/** From the capability with which the worker sends to this contact's mailbox. */
export function noticeKeys(inboxCapability: Bytes): NoticeKeys {
  const out = hkdf(sha256(inboxCapability), new Uint8Array(0), labels.NOTICE, 64);
  return { tagKey: out.slice(0, 32), noticeKey: out.slice(32) };
}

export function isNotice(keys: NoticeKeys, cell: Bytes): boolean {
  const r = cell.slice(0, 8);
  const made = expand(keys.tagKey, join(labels.NOTICE_TAG, r), 16);
  return equal(made.subarray(0, 8), cell.subarray(8, 16));
}

/** A part of a capsule's key, for the message whose first cell has this tag. */
export interface ReleasedPart {
  tag: Bytes;
  relayPart: Bytes;
}

export type NoticeSaid =
  | { kind: "step"; step: number; steps: number; drill: boolean; missedMinute: number }
  | { kind: "check-in"; step: number }
  | { kind: "held"; step: number; person: number; untilMinute: number; command: Bytes }
  | { kind: "paused"; untilMinute: number }
  | { kind: "ended" }
  | { kind: "away"; fromMinute: number; toMinute: number }
  | { kind: "relay-parts"; parts: ReleasedPart[] }
  | { kind: "dossier-part"; dossier: Bytes; relayPart: Bytes; generation: number }
  | { kind: "anew" }
  | { kind: "unknown"; number: number };

export interface Notice {
  event: Bytes;
  timer: Bytes;
  minute: number;
  said: NoticeSaid;
}

const PART = 48;
const MAX_RELEASED = 18;

export function openNotice(keys: NoticeKeys, cell: Bytes): Notice {
  const body = openCell(cell, keys.noticeKey, FROM_RELAY);
  const whole = body.parts === 1 && equal(body.digest, envelopeDigest(body.fragment));
  if (!whole) throw new ProtocolError("malformed", "notice");
  return { event: body.event, ...readNotice(body.fragment) };
}

/** The numbers and bytes of every kind under the keys 3 to 6. */
interface Raw {
  numbers: Map<number, number>;
  bytes: Map<number, Bytes>;
  drill: boolean;
}

export function readNotice(map: Bytes): Omit<Notice, "event"> {
  // The kind says what the other keys hold, and may stand behind them.
  let kind: number | undefined;
  readWholeMap(map, (key, value) => {
    if (key !== 0) return false;
    kind = value.uint();
    return true;
  });
  const which = required(kind, "kind");
  let timer: Bytes | undefined;
  let minute: number | undefined;
  const raw: Raw = { numbers: new Map(), bytes: new Map(), drill: false };
  readWholeMap(map, (key, value) => {
    const shape = SHAPES[which]?.[key];
    if (key === 0) value.uint();
    else if (key === 1) timer = value.exact(16, "timer");
    else if (key === 2) minute = value.uintTo(0xffff_ffff, "minute");
    else if (shape === undefined) return false;
    else if (shape === "uint") raw.numbers.set(key, value.uintTo(0xffff_ffff, "number"));
    else if (shape === "bool") raw.drill = value.bool();
    else if (shape === "parts") raw.bytes.set(key, value.bytes(MAX_RELEASED * PART, "relay parts"));
    else raw.bytes.set(key, value.exact(shape, "bytes"));
    return true;
  });
  return { timer: required(timer, "timer"), minute: required(minute, "minute"), said: said(which, raw) };
}

/** What stands under each key of each kind: a number, a truth, relay parts, or so many bytes. */
const SHAPES: Readonly<Record<number, Readonly<Record<number, "uint" | "bool" | "parts" | number>>>> = {
  1: { 3: "uint", 4: "uint", 5: "bool", 6: "uint" },
  2: { 3: "uint" },
  3: { 3: "uint", 4: "uint", 5: "uint", 6: TIMER_COMMAND },
  4: { 5: "uint" },
  6: { 3: "uint", 4: "uint" },
  7: { 3: "parts" },
  8: { 3: 16, 4: 32, 5: "uint" },
};

function said(kind: number, raw: Raw): NoticeSaid {
  const number = (key: number, field: string) => required(raw.numbers.get(key), field);
  const step = () => {
    const value = number(3, "step");
    if (value < 1 || value > 4) throw new ProtocolError("invalid", "step");
    return value;
  };
  const bytes = (key: number, field: string) => required(raw.bytes.get(key), field);
  switch (kind) {
    case 1: {
      const steps = number(4, "steps");
      if (steps > 4 || step() > steps) throw new ProtocolError("invalid", "number of steps");
      const missedMinute = number(6, "missed");
      return { kind: "step", step: step(), steps, drill: raw.drill, missedMinute };
    }
    case 2:
      return { kind: "check-in", step: step() };
    case 3:
      return {
        kind: "held",
        step: step(),
        person: number(4, "person"),
        untilMinute: number(5, "until"),
        command: bytes(6, "command"),
      };
    case 4:
      return { kind: "paused", untilMinute: number(5, "until") };
    case 5:
      return { kind: "ended" };
    case 6:
      return { kind: "away", fromMinute: number(3, "from"), toMinute: number(4, "to") };
    case 7:
      return { kind: "relay-parts", parts: releasedParts(bytes(3, "relay parts")) };
    case 8:
      return {
        kind: "dossier-part",
        dossier: bytes(3, "dossier"),
        relayPart: bytes(4, "relay part"),
        generation: number(5, "generation"),
      };
    case 9:
      return { kind: "anew" };
    default:
      return { kind: "unknown", number: kind };
  }
}

function releasedParts(bytes: Bytes): ReleasedPart[] {
  if (bytes.length % PART !== 0) throw new ProtocolError("length", "relay parts");
  const parts: ReleasedPart[] = [];
  for (let at = 0; at < bytes.length; at += PART) {
    parts.push({ tag: bytes.slice(at, at + 16), relayPart: bytes.slice(at + 16, at + PART) });
  }
  return parts;
}
