/** `/v1/route`: how this contact wishes to be reached without the page being open. */

import { type Bytes, padded, Reader, u16 } from "./bytes.ts";
import { cbor, checkText } from "./cbor.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { hpkeSeal } from "./primitives.ts";
import type { Reading } from "./requests.ts";

const REQUEST = 1_024;
const ANSWER = 256;
const PLAINTEXT = 924;
const MAX_ADDRESS = 600;

export type RouteKind = "email" | "ntfy" | "webhook" | "web-push";
const KINDS: Readonly<Record<RouteKind, number>> = { email: 1, ntfy: 2, webhook: 3, "web-push": 4 };

export type RouteAsk =
  | { op: "set"; id: Bytes; kind: RouteKind; address: string; language: string; urgentOnly: boolean }
  | { op: "remove"; id: Bytes }
  | { op: "list" };

const OPS = { set: 1, remove: 2, list: 3 } as const;

export async function writeRoute(reading: Reading, ask: RouteAsk, relayKey: Bytes): Promise<Bytes> {
  const id = ask.op === "list" ? new Uint8Array(16) : ask.id;
  const entries: [number, Bytes][] = [[0, cbor.bytes(id)]];
  if (ask.op === "set") {
    checkText(ask.address, MAX_ADDRESS, "address");
    checkText(ask.language, 16, "language");
    entries.push(
      [1, cbor.uint(KINDS[ask.kind])],
      [2, cbor.text(ask.address)],
      [3, cbor.text(ask.language)],
      [4, cbor.uint(ask.urgentOnly ? 2 : 1)],
    );
  }
  const map = cbor.map(entries);
  const op = OPS[ask.op];
  const plaintext = padded(PLAINTEXT, u16(map.length), map);
  const sealed = await hpkeSeal(relayKey, labels.ROUTE, Uint8Array.of(1, op), plaintext);
  return padded(REQUEST, Uint8Array.of(1, op, 0, 0), reading.id, reading.capability, sealed);
}

export type RouteState = "unconfirmed" | "confirmed" | "dead" | "opted-out" | "other";
const STATES: readonly (RouteState | undefined)[] = [
  undefined,
  "unconfirmed",
  "confirmed",
  "dead",
  "opted-out",
];

export interface RouteListed {
  id: Bytes;
  kind: number;
  state: RouteState;
}

export interface RouteAnswer {
  /** 0 done · 1 unknown · 2 busy · 3 did not open · 4 invalid · 5 limit reached · 6 not offered here */
  outcome: number;
  routes: RouteListed[];
}

export function readRoute(bytes: Bytes): RouteAnswer {
  if (bytes.length !== ANSWER) throw new ProtocolError("length", "answer");
  const reader = new Reader(bytes);
  if (reader.u8() !== 1) throw new ProtocolError("too-new", "answer");
  const outcome = reader.u8();
  const count = reader.u8();
  if (count > 8) throw new ProtocolError("over-bound", "routes");
  reader.skip(13);
  const routes: RouteListed[] = [];
  for (let index = 0; index < count; index++) {
    const id = reader.take(16);
    const kind = reader.u8();
    routes.push({ id, kind, state: STATES[reader.u8()] ?? "other" });
  }
  return { outcome, routes };
}

export function kindNumber(kind: RouteKind): number {
  return KINDS[kind];
}

