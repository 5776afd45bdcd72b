/** What is said: the kinds of messages and their bodies. Values are checked once, here. */

import type { Bytes } from "./bytes.ts";
import { CAPSULE } from "./capsule.ts";
import { type CborReader, cbor, checkText, readWholeMap, required } from "./cbor.ts";
import { attempt, ProtocolError } from "./errors.ts";
import { type LodgedStep, readLodged } from "./lodged.ts";
import { decodeTrail, MAX_TRAIL, type Place, readPlace } from "./place.ts";
import { type PlanMessage, readPlanMessage } from "./plan-message.ts";
import { readShareMessage, type ShareMessage } from "./shares.ts";

const MAX_NOTE = 2_000;
export const MAX_REPLY = 1_000;
const MAX_NAME = 64;
const MAX_LANGUAGE = 16;

export type CheckInState = "ok" | "uneasy" | "moved";
const STATES: readonly CheckInState[] = ["ok", "uneasy", "moved"];

export type Message =
  | {
      kind: "check-in";
      state: CheckInState;
      note: string | null;
      place: Place | null;
      battery: number | null;
      capsule: Bytes | null;
    }
  | { kind: "sos"; note: string | null; trail: Place[] | null; battery: number | null }
  | { kind: "all-clear"; sos: Bytes }
  | { kind: "opened" }
  | { kind: "reply"; reply: "seen" | "on-it"; text: null; about: Bytes | null }
  | { kind: "reply"; reply: "text"; text: string; about: Bytes | null }
  | { kind: "hello"; name: string; language: string }
  | { kind: "farewell" }
  | { kind: "receipt"; state: 1 | 2; event: Bytes }
  | { kind: "last-place"; trail: Place[]; battery: number | null }
  | { kind: "plan"; plan: PlanMessage }
  | { kind: "step"; step: LodgedStep }
  | { kind: "share"; share: ShareMessage }
  | { kind: "unknown"; number: number };

export function readBody(kind: number, body: Bytes): Message {
  switch (kind) {
    case 1:
      return readCheckIn(body);
    case 2:
      return readSos(body);
    case 3:
      return { kind: "all-clear", sos: readOneId(body, 0) };
    case 4:
      readWholeMap(body, () => false);
      return { kind: "opened" };
    case 5:
      return readReply(body);
    case 6:
      return readHello(body);
    case 7:
      readWholeMap(body, () => false);
      return { kind: "farewell" };
    case 8:
      return readReceipt(body);
    case 9:
      return readLastPlace(body);
    case 10:
      return { kind: "plan", plan: readPlanMessage(body) };
    case 11:
      return { kind: "step", step: readLodged(body) };
    case 12:
      return { kind: "share", share: readShareMessage(body) };
    default:
      return { kind: "unknown", number: kind };
  }
}

/** The kinds that this page writes. */
export function writeReply(reply: "seen" | "on-it" | { text: string }, about: Bytes | null): [number, Bytes] {
  const entries: [number, Bytes][] = [];
  if (typeof reply === "object") {
    checkText(reply.text, MAX_REPLY, "text");
    entries.push([0, cbor.uint(2)], [1, cbor.text(reply.text)]);
  } else {
    entries.push([0, cbor.uint(reply === "seen" ? 0 : 1)]);
  }
  if (about !== null) entries.push([2, cbor.bytes(about)]);
  return [5, cbor.map(entries)];
}

export function writeHello(name: string, language: string): [number, Bytes] {
  checkText(name, MAX_NAME, "name");
  checkText(language, MAX_LANGUAGE, "language");
  return [6, cbor.map([[0, cbor.text(name)], [1, cbor.text(language)]])];
}

export function writeReceipt(state: 1 | 2, event: Bytes): [number, Bytes] {
  return [8, cbor.map([[0, cbor.uint(state)], [1, cbor.bytes(event)]])];
}

const readBattery = (value: CborReader) => value.uintTo(100, "battery");

/** A trail that does not decode takes no call for help with it. */
const lenientTrail = (value: CborReader): Place[] | null => {
  const bytes = value.bytes(MAX_TRAIL, "trail");
  return attempt(() => decodeTrail(bytes));
};

function readCheckIn(body: Bytes): Message {
  let state: CheckInState | undefined;
  let note: string | null = null;
  let place: Place | null = null;
  let battery: number | null = null;
  let capsule: Bytes | null = null;
  readWholeMap(body, (key, value) => {
    if (key === 0) {
      state = STATES[value.uint()];
      if (state === undefined) throw new ProtocolError("invalid", "state");
    } else if (key === 1) note = value.text(MAX_NOTE, "note");
    else if (key === 2) place = readPlace(value);
    else if (key === 3) battery = readBattery(value);
    else if (key === 4) capsule = value.exact(CAPSULE, "capsule");
    else return false;
    return true;
  });
  return { kind: "check-in", state: required(state, "state"), note, place, battery, capsule };
}

function readSos(body: Bytes): Message {
  let note: string | null = null;
  let trail: Place[] | null = null;
  let battery: number | null = null;
  readWholeMap(body, (key, value) => {
    if (key === 0) note = value.text(MAX_NOTE, "note");
    else if (key === 1) trail = lenientTrail(value);
    else if (key === 2) battery = readBattery(value);
    else return false;
    return true;
  });
  return { kind: "sos", note, trail, battery };
}

function readLastPlace(body: Bytes): Message {
  let trail: Place[] | undefined;
  let battery: number | null = null;
  readWholeMap(body, (key, value) => {
    if (key === 0) trail = lenientTrail(value) ?? [];
    else if (key === 1) battery = readBattery(value);
    else return false;
    return true;
  });
  return { kind: "last-place", trail: required(trail, "trail"), battery };
}

function readOneId(body: Bytes, wanted: number): Bytes {
  let id: Bytes | undefined;
  readWholeMap(body, (key, value) => {
    if (key !== wanted) return false;
    id = value.exact(16, "event id");
    return true;
  });
  return required(id, "event id");
}

function readReply(body: Bytes): Message {
  let reply: number | undefined;
  let text: string | undefined;
  let about: Bytes | null = null;
  readWholeMap(body, (key, value) => {
    if (key === 0) reply = value.uint();
    else if (key === 1) text = value.text(MAX_REPLY, "text");
    else if (key === 2) about = value.exact(16, "event id");
    else return false;
    return true;
  });
  const which = required(reply, "reply");
  if (which === 2) return { kind: "reply", reply: "text", text: required(text, "text"), about };
  if (which > 2 || text !== undefined) throw new ProtocolError("invalid", "reply");
  return { kind: "reply", reply: which === 0 ? "seen" : "on-it", text: null, about };
}

function readHello(body: Bytes): Message {
  let name: string | undefined;
  let language: string | undefined;
  readWholeMap(body, (key, value) => {
    if (key === 0) name = value.text(MAX_NAME, "name");
    else if (key === 1) language = value.text(MAX_LANGUAGE, "language");
    else return false;
    return true;
  });
  return { kind: "hello", name: required(name, "name"), language: required(language, "language") };
}

function readReceipt(body: Bytes): Message {
  let state: number | undefined;
  let event: Bytes | undefined;
  readWholeMap(body, (key, value) => {
    if (key === 0) state = value.uint();
    else if (key === 1) event = value.exact(16, "event id");
    else return false;
    return true;
  });
  const which = required(state, "state");
  if (which !== 1 && which !== 2) throw new ProtocolError("invalid", "state");
  return { kind: "receipt", state: which, event: required(event, "event id") };
}
