/** The case sheet as a file: plain JSON, each fact with its source. It holds no key and no link. */

import { toHex } from "../protocol/bytes.ts";
import type { DossierContent } from "../protocol/dossier.ts";
import { identityPublic } from "../protocol/identity.ts";
import { familyKeys } from "../protocol/link.ts";
import type { Item, WorkerRecord } from "../store/records.ts";
import { nameOf, standingOf, toldAtMs } from "../sync/standing.ts";
import type { Words } from "../words/words.ts";
import { lineOf, sourceOf } from "./history.tsx";
import { knownPlaces } from "./places.tsx";

const iso = (ms: number | null) => {
  if (ms === null) return null;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};

/** What tells this contact from others: the beginning of their public key. */
export function contactMark(worker: WorkerRecord): string {
  return toHex(identityPublic(familyKeys(worker.link.secret).identitySeed).slice(0, 8));
}

/** Attachments up to this size go into the file. */
const MAX_ATTACHMENT = 16 << 20;

export function caseSheet(
  worker: WorkerRecord,
  items: readonly Item[],
  content: DossierContent | null,
  withNotes: boolean,
  words: Words,
  nowMs: number,
): unknown {
  const standing = standingOf(worker, nowMs);
  return {
    format: "wayhome case sheet 1",
    made: iso(nowMs),
    language: words.language.tag,
    who: {
      name: { value: nameOf(worker), source: "page" },
      own_name: { value: worker.ownName, source: "phone" },
      contact_mark: { value: contactMark(worker), source: "page" },
    },
    stands: {
      situation: { value: standing.situation, source: "page" },
      last_heard: { value: iso(worker.lastHeardMs), source: "relay" },
      last_check_in: { value: iso(worker.lastCheckInMs), source: "relay" },
      expected_by: { value: iso(standing.dueMs), source: "page" },
      missed_from: { value: iso(standing.missedMs), source: "page" },
      step_told:
        worker.told === null
          ? null
          : { value: worker.told.step, at: iso(toldAtMs(worker.told)), source: "relay" },
      open_calls_for_help: worker.openSos.map(({ event, atMs }) => ({ id: event, sent: iso(atMs) })),
    },
    history: items.map((item) => ({
      id: item.id,
      kind: item.what.kind,
      says: lineOf(item, worker, words, nowMs).replace(/[\u2066-\u2069]/gu, ""),
      words: item.note,
      source: sourceOf(item),
      sent: iso(item.reckonedMs),
      at_relay: iso(item.arrivedMs),
      by_phone_clock: iso(item.timeMs),
      battery_percent: item.battery,
    })),
    places: knownPlaces(items).map(({ place, item }) => ({
      latitude: place.latitudeE7 / 1e7,
      longitude: place.longitudeE7 / 1e7,
      accuracy_m: place.accuracyM,
      by_phone_clock: iso(place.timeMs),
      message: item.id,
      source: "phone",
    })),
    file:
      content === null
        ? null
        : {
            source: "phone",
            written_by_phone_clock: iso(content.madeMs),
            fields: content.fields.map(({ number, text }) => ({ number, text })),
            attachments: content.attachments.map(({ name, mediaType, bytes }) => ({
              name,
              media_type: mediaType,
              length: bytes.length,
              base64: bytes.length <= MAX_ATTACHMENT ? toBase64(bytes) : null,
            })),
          },
    private_notes: withNotes ? { value: worker.note, source: "page" } : null,
    sources: {
      phone: "said by the worker's phone, sealed; its clock and what was typed may be wrong",
      relay: "said by the relay, which cannot read messages; arrival times are its own",
      page: "reckoned or written on the family page",
    },
    silence: "Silence is not proof of harm.",
  };
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}

/** What a spreadsheet takes for the beginning of a formula, the wide forms of East Asian writing included. */
const FORMULA = "[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]";
const AT_FIRST = new RegExp(`^\\s*${FORMULA}|^[\\t\\r\\n]`, "u");
/** Where a spreadsheet that parts cells by another sign than the comma could begin a new one. */
const AFTER_A_SIGN = new RegExp(`([;|\\t\\r\\n]\\s*)(?=${FORMULA})`, "gu");

/** A table of all workers as CSV. What a spreadsheet would take for a formula is quoted. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const plain = text.replace(/[\u2066-\u2069]/gu, "");
    const inside = plain.replace(AFTER_A_SIGN, "$1'");
    const safe = AT_FIRST.test(plain) ? `'${inside}` : inside;
    return `"${safe.replace(/"/g, '""')}"`;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
