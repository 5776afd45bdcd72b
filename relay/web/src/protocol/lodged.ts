/** Lodged cells: what a step says to this contact, sealed when the plan was armed and handed out when it is told. */

import { type Bytes, byte, equal, join, toHex } from "./bytes.ts";
import { readWholeMap, required } from "./cbor.ts";
import { openCell } from "./cell.ts";
import { TO_CONTACT } from "./chain.ts";
import { type DossierAccess, readAccess } from "./dossier.ts";
import { type Envelope, readEnvelope } from "./envelope.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { envelopeDigest } from "./parts.ts";
import { expand } from "./primitives.ts";

export interface LodgedStep {
  step: number;
  words: string;
  access: DossierAccess | null;
  drill: boolean;
}

export function readLodged(body: Bytes): LodgedStep {
  let step: number | undefined;
  let words: string | undefined;
  let access: DossierAccess | null = null;
  let drill = false;
  readWholeMap(body, (key, value) => {
    if (key === 0) step = value.uint();
    else if (key === 1) words = value.text(700, "words");
    else if (key === 2) access = readAccess(value);
    else if (key === 3) drill = value.bool();
    else return false;
    return true;
  });
  const which = required(step, "step");
  if (which < 1 || which > 4) throw new ProtocolError("invalid", "step");
  return { step: which, words: required(words, "words"), access, drill };
}

export interface LodgeKeys {
  tag: Bytes;
  messageKey: Bytes;
}

export function lodgeKeys(lodgeKey: Bytes, step: number): LodgeKeys {
  const out = expand(lodgeKey, join(labels.LODGED, byte(step)), 48);
  return { messageKey: out.slice(0, 32), tag: out.slice(32) };
}

/** Tags, in hexadecimal, of all steps of these lodge keys. */
export function lodgeTable(keys: readonly Bytes[]): Map<string, LodgeKeys> {
  const table = new Map<string, LodgeKeys>();
  for (const key of keys) {
    for (const step of [1, 2, 3, 4]) {
      const keysOfStep = lodgeKeys(key, step);
      table.set(toHex(keysOfStep.tag), keysOfStep);
    }
  }
  return table;
}

export function openLodged(cell: Bytes, messageKey: Bytes): { event: Bytes; envelope: Envelope } {
  const body = openCell(cell, messageKey, TO_CONTACT);
  const whole = body.parts === 1 && equal(body.digest, envelopeDigest(body.fragment));
  if (!whole) throw new ProtocolError("malformed", "lodged cell");
  return { event: body.event, envelope: readEnvelope(body.fragment) };
}
