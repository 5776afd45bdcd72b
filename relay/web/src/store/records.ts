/** What this page keeps, and how a fresh worker looks. Ids are in hexadecimal. */

import type { Bytes } from "../protocol/bytes.ts";
import type { DossierAccess } from "../protocol/dossier.ts";
import type { FamilyLink } from "../protocol/link.ts";
import type { CheckInState } from "../protocol/message.ts";
import type { NoticeSaid } from "../protocol/notice.ts";
import type { Place } from "../protocol/place.ts";
import type { PlanTiming } from "../protocol/plan.ts";
import type { CirclePerson } from "../protocol/plan-message.ts";
import type { Random } from "../protocol/primitives.ts";
import type { KeptChain } from "../protocol/receiving.ts";
import type { RouteKind, RouteState } from "../protocol/route-request.ts";

/** How the last attempts to reach the relay went. */
export interface Reach {
  /** When it last answered, by this device's clock; null: never. */
  lastOkMs: number | null;
  /** What the relay's clock said then. */
  relayMinute: number;
  failures: number;
  nextTryMs: number;
  problem: "unreachable" | "refused" | "garbage" | "busy" | "taken" | null;
}

/** This browser as one of several that use the same link. */
export interface Browser {
  receiveId: Bytes;
  capability: Bytes;
  discard: { sendId: Bytes; capability: Bytes }[];
  registered: boolean;
  /** Which of the eight it is; null until it has something to say. */
  instance: number | null;
  markerCapability: Bytes;
  sending: { step: number; key: Bytes } | null;
  helloSaid: boolean;
  counter: number;
  /** Groups sealed so far. */
  count: number;
  relaySeq: bigint;
}

/** What the worker agreed with this contact, from the newest plan message. */
export interface Agreed {
  timer: Bytes;
  state: "armed" | "paused" | "ended";
  sinceMs: number;
  counter: number;
  delays: number[];
  told: number;
  index: number;
  circle: CirclePerson[];
  pausedUntilMs: number | null;
  /** When this page first saw that, by this device's clock. */
  seenMs: number;
}

export interface LodgeKey {
  generation: number;
  key: Bytes;
  drill: boolean;
}

/** The last step that the relay told since the last check-in. */
export interface Told {
  step: number;
  steps: number;
  /** What later notices are compared with; it goes back with the relay's calendar. */
  minute: number;
  /** When it was told, as it is shown; until the next answer, and in older records, that is `minute`. */
  shownMinute?: number;
  missedMinute: number;
}

export interface Held {
  step: number;
  untilMinute: number;
  person: number;
  verified: boolean;
}

/** A hold that was asked for here. */
export interface AskedHold {
  step: number;
  seconds: number;
  counter: number;
  askedMs: number;
  state: "saved" | "accepted" | "refused";
}

export interface DossierRecord {
  access: DossierAccess | null;
  relayPart: { dossier: string; generation: number; relayPart: Bytes } | null;
  /** Shares that others gave, by x. */
  shares: Bytes[];
  given: "no" | "saved" | "given";
  /** The shares that are here open it. */
  opens: boolean;
  meetingRegistered: boolean;
  /** When this contact gave their share, and when the meeting was last read to its end. */
  givenMs: number;
  lookedMs: number;
  /** Chunks in all; null until the first came. */
  count: number | null;
  have: number;
  problem: "damaged" | "not-released" | "wrong-shares" | null;
}

export interface RouteRecord {
  id: string;
  kind: RouteKind | null;
  /** What was typed here; empty when another browser registered it. */
  address: string;
  state: RouteState;
}

export interface WorkerRecord {
  id: string;
  revision: number;
  addedMs: number;
  link: FamilyLink;
  /** A name given on this page; it wins over the worker's own. */
  label: string;
  /** Private notes; they stay in this browser. */
  note: string;
  ownName: string;
  registered: boolean;
  browser: Browser;
  reach: Reach;
  cursor: bigint;
  relaySeq: bigint;
  chains: [number, KeptChain][];
  plan: PlanTiming | null;
  /** The newest counter that said something about the plan, for each origin. */
  planCounters: number[];
  lastHeardMs: number | null;
  /** When they were first heard; not there before that, nor in older records. */
  firstHeardMs?: number;
  lastCheckInMs: number | null;
  /** When this page first saw that check-in, by this device's clock. */
  lastCheckInSeenMs: number | null;
  /** Check-ins of the locked screen since the last sign of an open vault; not there in older records. */
  lockedRow?: number;
  openSos: { event: string; atMs: number }[];
  /** The newest message from a vault that is opened when forced. */
  duress: { event: string; atMs: number } | null;
  unopened: number;
  ended: boolean;
  agreed: Agreed | null;
  lodgeKeys: LodgeKey[];
  told: Told | null;
  held: Held | null;
  hold: AskedHold | null;
  away: { fromMinute: number; toMinute: number } | null;
  /** Parts of capsules whose message has not come: tag and part. */
  parts: [string, Bytes][];
  dossier: DossierRecord;
  routes: RouteRecord[];
  /** When the relay is next asked how they stand. */
  nextRoutesMs: number;
  sheetSeen: boolean;
  /** What became of the last cell for the worker's phone. */
  mailbox: "open" | "full" | "unknown";
  /** When cells that need not stay at the relay are next looked for. */
  nextTidyMs: number;
}

/** One thing in the history of a worker. */
export interface Item {
  worker: string;
  id: string;
  what: ItemKind;
  origin: number | null;
  counter: number;
  /** By the phone's clock, which may be wrong. */
  timeMs: number;
  /** The relay's arrival minute less the age that the phone stated. */
  reckonedMs: number;
  arrivedMs: number;
  /** When this page stored it. */
  seenMs: number;
  note: string;
  battery: number | null;
  /** Newest first. */
  places: Place[];
  capsule: Bytes | null;
  firstKey: Bytes | null;
  firstTag: string;
  /** Receipt roots of the last three sealings. */
  roots: Bytes[];
  receiptedMs: number;
  opened: boolean;
  /** An SOS that an all clear ended. */
  cleared: boolean;
}

export type ItemKind =
  | { kind: "check-in"; state: CheckInState }
  | { kind: "sos" }
  | { kind: "all-clear"; sos: string }
  | { kind: "opened" | "hello" | "farewell" | "last-place" }
  | {
      kind: "plan";
      state: "armed" | "paused" | "ended" | "drill";
      pauseMs: number | null;
      pausedUntilMs: number | null;
      /** Said again for browsers that keep nothing: no news here, and not a line of the history. */
      again?: true;
    }
  | { kind: "words"; step: number; drill: boolean }
  | { kind: "notice"; said: NoticeSaid }
  | { kind: "reply"; reply: "seen" | "on-it" | "text"; about: string | null; state: ReplyState }
  | { kind: "unknown" };

/** How far a reply has come. More than "at the relay" cannot be known here. */
export type ReplyState = "saved" | "at-relay";

/** A cell that waits to be sent to the worker, or to a meeting. */
export interface Outgoing {
  worker: string;
  key: string;
  sendId: Bytes;
  capability: Bytes;
  cell: Bytes;
  /** The reply whose state it changes; the share; or nothing. */
  about: { reply: string } | { share: true } | null;
}

/** A cell that lies at the relay and is stored here. */
export interface KnownCell {
  worker: string;
  id: string;
  arrivalMinute: number;
}

/** A cell that nothing opened so far. */
export interface Unread {
  worker: string;
  id: string;
  arrivalMinute: number;
  ageS: number;
  cell: Bytes;
  searched: boolean;
}

export function newDossier(): DossierRecord {
  return {
    access: null,
    relayPart: null,
    shares: [],
    given: "no",
    opens: false,
    meetingRegistered: false,
    givenMs: 0,
    lookedMs: 0,
    count: null,
    have: 0,
    problem: null,
  };
}

export function newBrowser(random: Random): Browser {
  return {
    receiveId: random(16),
    capability: random(32),
    discard: Array.from({ length: 4 }, () => ({ sendId: random(16), capability: random(32) })),
    registered: false,
    instance: null,
    markerCapability: random(32),
    sending: null,
    helloSaid: false,
    counter: 0,
    count: 0,
    relaySeq: 0n,
  };
}

export function newWorker(id: string, link: FamilyLink, nowMs: number, random: Random): WorkerRecord {
  return {
    id,
    revision: 0,
    addedMs: nowMs,
    link,
    label: "",
    note: "",
    ownName: "",
    registered: false,
    browser: newBrowser(random),
    reach: { lastOkMs: null, relayMinute: 0, failures: 0, nextTryMs: 0, problem: null },
    cursor: 0n,
    relaySeq: 0n,
    chains: [],
    plan: null,
    planCounters: [0, 0, 0, 0, 0, 0, 0],
    lastHeardMs: null,
    lastCheckInMs: null,
    lastCheckInSeenMs: null,
    openSos: [],
    duress: null,
    unopened: 0,
    ended: false,
    agreed: null,
    lodgeKeys: [],
    told: null,
    held: null,
    hold: null,
    away: null,
    parts: [],
    dossier: newDossier(),
    routes: [],
    nextRoutesMs: 0,
    sheetSeen: false,
    mailbox: "open",
    nextTidyMs: 0,
  };
}
