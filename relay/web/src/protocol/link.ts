/** Family links: the text form, what is in it, and what follows from its secret. */

import { type Bytes, byte, equal, fromBase32, join, toBase32 } from "./bytes.ts";
import { cbor, checkText, readWholeMap, required } from "./cbor.ts";
import { sendCapability, TO_CONTACT, TO_WORKER } from "./chain.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { hkdf, sha256 } from "./primitives.ts";
import { relayUrl } from "./relay-address.ts";

const MAX_CODE = 2_000;
const CHECKSUM = 4;
const FAMILY = 7;
export const INSTANCES = 8;

export interface FamilyLink {
  secret: Bytes;
  relay: string;
  relayKey: Bytes;
  language: string;
  mainOrigin: number;
}

/** What a link's secret gives: the reader at the relay, the mailboxes, and who this contact is. */
export interface FamilyKeys {
  root: Bytes;
  receiveId: Bytes;
  receiveCapability: Bytes;
  /** Where the worker sends, and the capability for it. */
  inbox: { sendId: Bytes; capability: Bytes };
  /** Where this page sends. */
  outbox: { sendId: Bytes; capability: Bytes };
  identitySeed: Bytes;
}

const EMPTY = new Uint8Array(0);

export function familyKeys(secret: Bytes): FamilyKeys {
  const derive = (label: Bytes, length: number) => hkdf(secret, EMPTY, label, length);
  const sendId = (direction: number) => derive(join(labels.FAMILY_SEND_ID, byte(direction)), 16);
  const root = derive(labels.FAMILY_ROOT, 32);
  return {
    root,
    receiveId: derive(labels.FAMILY_RECEIVE_ID, 16),
    receiveCapability: derive(labels.FAMILY_RECEIVE_CAPABILITY, 32),
    inbox: { sendId: sendId(TO_CONTACT), capability: sendCapability(root, TO_CONTACT) },
    outbox: { sendId: sendId(TO_WORKER), capability: sendCapability(root, TO_WORKER) },
    identitySeed: derive(labels.FAMILY_IDENTITY, 32),
  };
}

export function instanceMarker(secret: Bytes, instance: number): Bytes {
  return hkdf(secret, EMPTY, join(labels.FAMILY_INSTANCE, byte(instance)), 16);
}

/**
 * Reads a link or its code alone. Throws "not-ours" for something else, "wrong-kind" for another code of ours,
 * "too-new", "damaged", or "invalid".
 */
export function readLink(text: string): FamilyLink {
  const hash = text.indexOf("#");
  return readCode(hash < 0 ? text : text.slice(hash + 1));
}

function readCode(text: string): FamilyLink {
  if (text.length > MAX_CODE) throw new ProtocolError("not-ours", "link");
  const dense = text.replace(/[\s\-\u200b\u200e\u200f\u2060\ufeff]/gu, "").toUpperCase();
  const match = /^W([A-Z])(\d)(.*)$/u.exec(dense);
  if (match === null) throw new ProtocolError("not-ours", "link");
  const [, kind = "", version = "", body = ""] = match;
  if (kind === "H" || kind === "P") throw new ProtocolError("wrong-kind", "link");
  if (kind !== "F") throw new ProtocolError("not-ours", "link");
  if (version !== "1") throw new ProtocolError("too-new", "link");
  const bytes = fromBase32(body);
  if (bytes.length <= CHECKSUM) throw new ProtocolError("damaged", "link");
  const map = bytes.slice(0, -CHECKSUM);
  if (!equal(checksum(map), bytes.slice(-CHECKSUM))) throw new ProtocolError("damaged", "link");
  try {
    return readMap(map);
  } catch (error) {
    // Whole, but its content is not allowed: which rule it broke helps nobody.
    const said = error instanceof ProtocolError && (error.problem === "too-new" || error.problem === "wrong-kind");
    if (said || !(error instanceof ProtocolError)) throw error;
    throw new ProtocolError("invalid", "link");
  }
}

function checksum(map: Bytes): Bytes {
  return sha256(labels.PAIRING_CHECKSUM, map).slice(0, CHECKSUM);
}

function readMap(map: Bytes): FamilyLink {
  let kind: number | undefined;
  let secret: Bytes | undefined;
  let relay: string | undefined;
  let relayKey: Bytes | undefined;
  let language: string | undefined;
  let mainOrigin: number | undefined;
  readWholeMap(map, (key, value) => {
    if (key === 0) kind = value.uint();
    else if (key === 1) secret = value.exact(32, "secret");
    else if (key === 2) {
      const items = value.array(2, "relay", (item) => {
        if (item === 0) relay = relayUrl(value.text(200, "relay address"));
        else relayKey = value.exact(32, "relay key");
      });
      if (items !== 2) throw new ProtocolError("invalid", "relay");
    } else if (key === 3) language = value.text(16, "language");
    else if (key === 4) mainOrigin = value.uint();
    else return false;
    return true;
  });
  const which = required(kind, "kind");
  if (which !== FAMILY) throw new ProtocolError(which > FAMILY ? "too-new" : "wrong-kind", "link");
  const origin = required(mainOrigin, "origin");
  if (origin > 3) throw new ProtocolError("invalid", "origin");
  return {
    secret: required(secret, "secret"),
    relay: required(relay, "relay"),
    relayKey: required(relayKey, "relay key"),
    language: required(language, "language"),
    mainOrigin: origin,
  };
}

/** The code of a link, for the recovery sheet. */
export function writeCode(link: FamilyLink): string {
  checkText(link.language, 16, "language");
  const map = cbor.map([
    [0, cbor.uint(FAMILY)],
    [1, cbor.bytes(link.secret)],
    [2, cbor.array([cbor.text(link.relay), cbor.bytes(link.relayKey)])],
    [3, cbor.text(link.language)],
    [4, cbor.uint(link.mainOrigin)],
  ]);
  return `WF1${toBase32(join(map, checksum(map)))}`;
}

/** The whole link, as it was given. */
export function writeLink(link: FamilyLink): string {
  return `${link.relay}family/#${writeCode(link)}`;
}
