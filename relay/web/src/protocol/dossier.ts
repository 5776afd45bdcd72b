/** The dossier: access to it, its key, its chunks and its content. */

import { NONCE, open } from "./aead.ts";
import { type Bytes, byte, join, Reader, u32 } from "./bytes.ts";
import { type CborReader, readWholeMap, required } from "./cbor.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { hkdf } from "./primitives.ts";

export const CHUNK = 65_536;
export const SEALED_CHUNK = CHUNK + 40;
export const MAX_CHUNKS = 192;
export const WRAPPED = 72;
const VERSION = 1;

/** What a lodged cell gives of a dossier. */
export interface DossierAccess {
  dossier: Bytes;
  readingCapability: Bytes;
  wrapped: Bytes;
  share: Bytes;
  k: number;
  n: number;
  generation: number;
  /** With k > 1. */
  meetingSecret: Bytes | null;
}

export function readAccess(value: CborReader): DossierAccess {
  let dossier: Bytes | undefined;
  let readingCapability: Bytes | undefined;
  let wrapped: Bytes | undefined;
  let share: Bytes | undefined;
  let k: number | undefined;
  let n: number | undefined;
  let generation: number | undefined;
  let meetingSecret: Bytes | null = null;
  value.map((key) => {
    if (key === 0) dossier = value.exact(16, "dossier");
    else if (key === 1) readingCapability = value.exact(32, "reading capability");
    else if (key === 2) wrapped = value.exact(WRAPPED, "wrapped key");
    else if (key === 3) share = value.exact(33, "share");
    else if (key === 4) k = value.uint();
    else if (key === 5) n = value.uint();
    else if (key === 6) generation = value.uintTo(0xffff_ffff, "generation");
    else if (key === 7) meetingSecret = value.exact(32, "meeting secret");
    else return false;
    return true;
  });
  const access: DossierAccess = {
    dossier: required(dossier, "dossier"),
    readingCapability: required(readingCapability, "reading capability"),
    wrapped: required(wrapped, "wrapped key"),
    share: required(share, "share"),
    k: required(k, "k"),
    n: required(n, "n"),
    generation: required(generation, "generation"),
    meetingSecret,
  };
  const alone = access.k === 1;
  const numbers = access.k >= 1 && access.k <= access.n && access.n <= 8;
  if (!numbers || (access.share[0] === 0) !== alone) throw new ProtocolError("invalid", "share");
  if ((access.meetingSecret === null) !== alone) throw new ProtocolError("invalid", "meeting secret");
  return access;
}

/** The dossier key; "not-authentic" if a part is wrong. */
export function unwrapKey(access: DossierAccess, contactPart: Bytes, relayPart: Bytes): Bytes {
  const generation = u32(access.generation);
  const info = join(labels.DOSSIER_KEY, access.dossier, generation);
  const key = hkdf(join(contactPart, relayPart), new Uint8Array(0), info, 32);
  const aad = join(byte(VERSION), access.dossier, generation);
  return open(key, access.wrapped.slice(0, NONCE), aad, access.wrapped.subarray(NONCE));
}

/** One chunk's 65,536 bytes. */
export function openChunk(chunk: Bytes, key: Bytes, dossier: Bytes, index: number, count: number): Bytes {
  if (chunk.length !== SEALED_CHUNK) throw new ProtocolError("length", "chunk");
  const aad = join(byte(VERSION), dossier, u32(index), u32(count));
  return open(key, chunk.slice(0, NONCE), aad, chunk.subarray(NONCE));
}

export interface DossierAttachment {
  name: string;
  mediaType: string;
  bytes: Bytes;
}

export interface DossierContent {
  fields: { number: number; text: string }[];
  attachments: DossierAttachment[];
  madeMs: number;
}

/** Reads the joined chunks. Attachments that say more than there is are refused. */
export function readContent(plaintext: Bytes): DossierContent {
  const reader = new Reader(plaintext);
  const mapLength = reader.u32();
  if (mapLength > CHUNK - 4) throw new ProtocolError("malformed", "dossier");
  const map = reader.take(mapLength);
  let fields: { number: number; text: string }[] | undefined;
  let listed: { name: string; mediaType: string; length: number }[] | undefined;
  let madeMs: number | undefined;
  readWholeMap(map, (key, value) => {
    if (key === 0) fields = readFields(value);
    else if (key === 1) listed = readListed(value);
    else if (key === 2) madeMs = value.uint();
    else return false;
    return true;
  });
  const attachments = required(listed, "attachments").map(({ name, mediaType, length }) => ({
    name,
    mediaType,
    bytes: reader.take(length),
  }));
  return { fields: required(fields, "fields"), attachments, madeMs: required(madeMs, "time made") };
}

function readFields(value: CborReader): { number: number; text: string }[] {
  const fields: { number: number; text: string }[] = [];
  value.array(16, "fields", () => {
    const field = { number: 0, text: "" };
    const items = value.array(2, "field", (item) => {
      if (item === 0) field.number = value.uintTo(255, "field");
      else field.text = value.text(2_000, "field");
    });
    const twice = fields.some((known) => known.number === field.number);
    if (items !== 2 || field.number === 0 || twice) throw new ProtocolError("invalid", "field");
    fields.push(field);
  });
  return fields;
}

function readListed(value: CborReader): { name: string; mediaType: string; length: number }[] {
  const listed: { name: string; mediaType: string; length: number }[] = [];
  value.array(64, "attachments", () => {
    const attachment = { name: "", mediaType: "", length: 0 };
    const items = value.array(3, "attachment", (item) => {
      if (item === 0) attachment.name = value.text(100, "name");
      else if (item === 1) attachment.mediaType = value.text(64, "media type");
      else attachment.length = value.uintTo(MAX_CHUNKS * CHUNK, "length");
    });
    if (items !== 3) throw new ProtocolError("invalid", "attachment");
    listed.push(attachment);
  });
  return listed;
}
