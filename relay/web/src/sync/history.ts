/** What a message, a notice or a step's words change in a worker's record and history. */

import { type Bytes, toHex } from "../protocol/bytes.ts";
import { openCapsule } from "../protocol/capsule.ts";
import { LOBBY } from "../protocol/chain.ts";
import type { Envelope } from "../protocol/envelope.ts";
import { attempt } from "../protocol/errors.ts";
import type { Message } from "../protocol/message.ts";
import type { Notice } from "../protocol/notice.ts";
import type { PlanMessage } from "../protocol/plan-message.ts";
import { heldStep, readTimerCommand, verifyTimerCommand } from "../protocol/timer.ts";
import type { Item, ItemKind, WorkerRecord } from "../store/records.ts";
import { judgedTime, relaysMinute } from "./clocks.ts";
import { type Arrival, sentMs } from "./intake.ts";

const MAX_ITEMS = 2_000;
const MAX_PARTS_KEPT = 512;
const LODGE_KEYS_KEPT = 4;
const LOCKED_TOUCHES = 3;

/** How a message came. */
export interface Sealing {
  origin: number;
  arrival: Arrival;
  root: Bytes;
  firstKey: Bytes;
  firstTag: string;
}

export class History {
  readonly #worker: WorkerRecord;
  readonly #items: Map<string, Item>;
  readonly #nowMs: number;
  readonly #touched = new Set<string>();

  constructor(worker: WorkerRecord, items: Item[], nowMs: number) {
    this.#worker = worker;
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#nowMs = nowMs;
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  touch(item: Item): void {
    this.#items.set(item.id, item);
    this.#touched.add(item.id);
  }

  takeTouched(): Item[] {
    const items = [...this.#touched].flatMap((id) => this.#items.get(id) ?? []);
    this.#touched.clear();
    return items;
  }

  #new(id: string, what: ItemKind, arrival: Arrival): Item {
    return {
      worker: this.#worker.id,
      id,
      what,
      origin: null,
      counter: 0,
      timeMs: sentMs(arrival),
      // Nothing was sent later than now, whatever minute stands on it.
      reckonedMs: Math.min(sentMs(arrival), this.#judgedMs()),
      arrivedMs: arrival.arrivalMinute * 60_000,
      seenMs: this.#nowMs,
      note: "",
      battery: null,
      places: [],
      capsule: null,
      firstKey: null,
      firstTag: "",
      roots: [],
      receiptedMs: 0,
      opened: false,
      cleared: false,
    };
  }

  #judgedMs(): number {
    return judgedTime(this.#worker, this.#nowMs);
  }

  /** A whole message; the same event again only renews what it was sealed under. */
  takeMessage(event: Bytes, envelope: Envelope, sealing: Sealing): void {
    const id = toHex(event);
    const known = this.#items.get(id);
    if (known !== undefined) {
      this.#sealedAgain(known, envelope.message, sealing);
      return;
    }
    const item = this.#new(id, kindOf(envelope.message), sealing.arrival);
    item.origin = sealing.origin;
    if (item.what.kind === "opened" && !isForced(this.#worker, item.origin)) {
      // The main vault says so each time: a sign of life, and nothing to read.
      this.#worker.lastHeardMs = Math.max(this.#worker.lastHeardMs ?? 0, item.reckonedMs);
      return;
    }
    item.counter = envelope.counter;
    item.timeMs = envelope.timeMs;
    if (item.what.kind === "plan" && item.what.pauseMs !== null) {
      item.what.pausedUntilMs = item.reckonedMs + item.what.pauseMs;
    }
    const wasFull = this.#items.size >= MAX_ITEMS;
    this.#fill(item, envelope.message, sealing);
    this.touch(item);
    this.#heard(item, envelope, sealing.origin);
    this.#apply(item, envelope);
    if (wasFull) this.#forgetBodyOfOldest();
  }

  #fill(item: Item, message: Message, sealing: Sealing): void {
    if (message.kind === "check-in") {
      item.note = message.note ?? "";
      item.battery = message.battery;
      item.places = message.place === null ? [] : [message.place];
      if (message.capsule !== null) this.#keepCapsule(item, message.capsule, sealing);
    } else if (message.kind === "sos") {
      item.note = message.note ?? "";
      item.battery = message.battery;
      item.places = message.trail ?? [];
    } else if (message.kind === "last-place") {
      item.battery = message.battery;
      item.places = message.trail;
    }
  }

  #keepCapsule(item: Item, capsule: Bytes, sealing: Sealing): void {
    item.capsule = capsule;
    item.firstKey = sealing.firstKey;
    item.firstTag = sealing.firstTag;
    const at = this.#worker.parts.findIndex(([tag]) => tag === sealing.firstTag);
    const part = this.#worker.parts[at];
    if (part === undefined) return;
    this.#worker.parts.splice(at, 1);
    this.#release(item, part[1]);
  }

  #sealedAgain(item: Item, message: Message, sealing: Sealing): void {
    if (message.kind === "check-in" && message.capsule !== null && item.capsule !== null) {
      this.#keepCapsule(item, message.capsule, sealing);
      this.touch(item);
    }
  }

  #release(item: Item, relayPart: Bytes): void {
    const { capsule, firstKey } = item;
    if (capsule === null || firstKey === null) return;
    const event = Uint8Array.from(item.id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const places = attempt(() => openCapsule(capsule, event, firstKey, relayPart));
    if (places === null) return;
    item.places = [...item.places, ...places].sort((a, b) => b.timeMs - a.timeMs);
    item.capsule = null;
    item.firstKey = null;
    this.touch(item);
  }

  #heard(item: Item, envelope: Envelope, origin: number): void {
    const worker = this.#worker;
    const forced = isForced(worker, origin);
    worker.unopened += 1;
    worker.firstHeardMs ??= worker.lastHeardMs ?? item.reckonedMs;
    worker.lastHeardMs = Math.max(worker.lastHeardMs ?? 0, item.reckonedMs);
    if (item.what.kind === "check-in" && !forced && this.#counts(item, origin)) {
      if (item.reckonedMs >= (worker.lastCheckInMs ?? 0)) {
        worker.lastCheckInMs = item.reckonedMs;
        worker.lastCheckInSeenMs = this.#nowMs;
      }
      const after = worker.told !== null && item.reckonedMs > worker.told.minute * 60_000;
      if (after) this.#checkInAfterStep();
    }
    if (item.what.kind === "plan" && !forced) worker.lockedRow = 0;
    if (forced) {
      if (item.reckonedMs >= (worker.duress?.atMs ?? 0)) {
        worker.duress = { event: item.id, atMs: item.reckonedMs };
      }
    } else if (origin !== LOBBY && worker.duress !== null && item.reckonedMs > worker.duress.atMs) {
      worker.duress = null;
    }
    const newest = worker.planCounters[origin] ?? 0;
    if (origin !== LOBBY && !forced && envelope.counter >= newest) {
      worker.planCounters[origin] = envelope.counter;
      worker.plan = envelope.plan;
    }
  }

  /** Of the locked screen's check-ins three in a row touch the timer; then one of an open vault, or a plan, must come. */
  #counts(item: Item, origin: number): boolean {
    const worker = this.#worker;
    const row = worker.lockedRow ?? 0;
    if (origin === LOBBY) {
      worker.lockedRow = Math.min(row + 1, LOCKED_TOUCHES + 1);
      return row < LOCKED_TOUCHES;
    }
    if (item.reckonedMs >= (worker.lastCheckInMs ?? 0)) worker.lockedRow = 0;
    return true;
  }

  #checkInAfterStep(): void {
    this.#worker.told = null;
    this.#worker.held = null;
    this.#worker.hold = null;
  }

  #apply(item: Item, envelope: Envelope): void {
    const worker = this.#worker;
    const { message } = envelope;
    if (message.kind === "sos") {
      item.cleared = [...this.#items.values()].some(
        ({ what, origin }) => what.kind === "all-clear" && what.sos === item.id && !isForced(worker, origin),
      );
      if (!item.cleared) worker.openSos.push({ event: item.id, atMs: item.reckonedMs });
    } else if (message.kind === "hello") {
      worker.ownName = message.name;
      worker.ended = false;
    } else if (!isForced(worker, item.origin)) {
      this.#obey(item, envelope);
    }
  }

  /** Orders to watch differently, or no more. From a vault that is opened when forced they only look carried out. */
  #obey(item: Item, { message, counter }: Envelope): void {
    const worker = this.#worker;
    if (message.kind === "all-clear") {
      const sos = this.#items.get(toHex(message.sos));
      if (sos !== undefined && sos.what.kind === "sos") {
        sos.cleared = true;
        this.touch(sos);
      }
      worker.openSos = worker.openSos.filter(({ event }) => event !== toHex(message.sos));
    } else if (message.kind === "farewell") {
      worker.ended = true;
    } else if (message.kind === "plan") {
      this.#agree(message.plan, counter, item);
    }
  }

  #agree(plan: PlanMessage, counter: number, item: Item): void {
    const worker = this.#worker;
    const { agreed } = worker;
    const known = this.#keepLodgeKey(plan);
    if (plan.state === "drill" || (agreed !== null && counter <= agreed.counter)) return;
    const { timer, delays, told, index, circle } = plan;
    if (plan.state === "armed" && known && agreed !== null && agreed.state !== "ended") {
      // Said again for browsers that keep nothing: here it is no news, and moves nothing.
      Object.assign(agreed, { counter, index, circle });
      if (item.what.kind === "plan") item.what.again = true;
      worker.unopened -= 1;
      return;
    }
    const sinceMs = item.reckonedMs;
    const pausedUntilMs = plan.state === "paused" ? sinceMs + (plan.pauseS ?? 0) * 1_000 : null;
    const seenMs = this.#nowMs;
    worker.agreed = { timer, state: plan.state, sinceMs, counter, delays, told, index, circle, pausedUntilMs, seenMs };
    // What was told in that very minute may be of a plan that was armed since; the relay says itself what is over.
    const before = worker.told === null || worker.told.minute * 60_000 < item.arrivedMs;
    if (plan.state === "ended" && before) this.#checkInAfterStep();
  }

  /** Whether the key of this upload was here before. */
  #keepLodgeKey({ state, generation, lodgeKey: key }: PlanMessage): boolean {
    if (key === null) return false;
    const worker = this.#worker;
    const drill = state === "drill";
    const alike = worker.lodgeKeys.filter((one) => one.drill === drill);
    if (alike.some((one) => one.generation === generation)) return true;
    const renewed = [...alike, { generation, key, drill }].sort((a, b) => a.generation - b.generation);
    worker.lodgeKeys = [
      ...worker.lodgeKeys.filter((one) => one.drill !== drill),
      ...renewed.slice(-LODGE_KEYS_KEPT),
    ];
    return false;
  }

  /** What a step says, in the worker's words, and perhaps how to open the dossier. */
  takeLodged(event: Bytes, envelope: Envelope, arrival: Arrival): void {
    const id = toHex(event);
    if (this.#items.has(id) || envelope.message.kind !== "step") return;
    const { step, words, access, drill } = envelope.message.step;
    const item = this.#new(id, { kind: "words", step, drill }, arrival);
    item.note = words;
    item.timeMs = envelope.timeMs;
    this.touch(item);
    const { dossier } = this.#worker;
    if (access !== null && !drill && access.generation >= (dossier.access?.generation ?? 0)) {
      const other = dossier.access !== null && toHex(dossier.access.dossier) !== toHex(access.dossier);
      const newer = dossier.access !== null && dossier.access.generation !== access.generation;
      if (other || newer) {
        Object.assign(dossier, { shares: [], opens: false, given: "no", meetingRegistered: false, problem: null });
      }
      if (other) Object.assign(dossier, { count: null, have: 0 });
      dossier.access = access;
    }
  }

  takeNotice(notice: Notice, arrival: Arrival): void {
    const id = toHex(notice.event);
    const worker = this.#worker;
    const { said } = notice;
    if (this.#items.has(id)) return;
    if (said.kind !== "unknown") {
      const item = this.#new(id, { kind: "notice", said }, arrival);
      item.timeMs = notice.minute * 60_000;
      item.reckonedMs = Math.min(item.timeMs, this.#judgedMs());
      this.touch(item);
    }
    const relays = relaysMinute(worker, this.#judgedMs());
    const minute = Math.min(notice.minute, relays);
    const later = worker.told === null || minute >= worker.told.minute;
    if (said.kind === "step" && !said.drill) {
      // A check-in that lies in the relay's future came before the relay was put back: it overtakes nothing.
      const checkIn = (worker.lastCheckInMs ?? 0) / 60_000;
      const overtaken = checkIn > minute + 1 && checkIn <= relays + 1;
      if (overtaken || (worker.told !== null && said.step < worker.told.step && !later)) return;
      const { step, steps, missedMinute } = said;
      if (later) worker.told = { step, steps, minute, missedMinute };
      // A wish about this step, or one before it, is done with.
      if (worker.hold !== null && worker.hold.step <= step) worker.hold = null;
    } else if (said.kind === "check-in" || said.kind === "ended" || said.kind === "paused") {
      if (later) this.#checkInAfterStep();
    } else if (said.kind === "anew") {
      // What is held stays held.
      if (later) worker.told = null;
    } else if (said.kind === "held") {
      this.#takeHold(said.step, said.untilMinute, said.person, said.command);
    } else if (said.kind === "away") {
      worker.away = { fromMinute: said.fromMinute, toMinute: said.toMinute };
    } else if (said.kind === "relay-parts") {
      for (const { tag, relayPart } of said.parts) this.#takePart(toHex(tag), relayPart);
    } else if (said.kind === "dossier-part") {
      const { dossier, generation, relayPart } = said;
      if (generation >= (worker.dossier.relayPart?.generation ?? 0)) {
        worker.dossier.opens = false;
        worker.dossier.relayPart = { dossier: toHex(dossier), generation, relayPart };
      }
    }
  }

  #takeHold(step: number, untilMinute: number, person: number, command: Bytes): void {
    const worker = this.#worker;
    const identity = worker.agreed?.circle.find(({ index }) => index === person)?.identity;
    const signed = identity !== undefined && verifyTimerCommand(command, identity);
    const verified = signed && heldStep(readTimerCommand(command)) === step;
    if (worker.held === null || worker.held.step !== step || untilMinute >= worker.held.untilMinute) {
      worker.held = { step, untilMinute, person, verified };
    }
  }

  #takePart(tag: string, relayPart: Bytes): void {
    const item = [...this.#items.values()].find(({ firstTag }) => firstTag !== "" && firstTag === tag);
    if (item !== undefined) {
      this.#release(item, relayPart);
      return;
    }
    const others = this.#worker.parts.filter(([known]) => known !== tag);
    this.#worker.parts = [...others, [tag, relayPart] as [string, Bytes]].slice(-MAX_PARTS_KEPT);
  }

  /** The oldest ordinary check-in gives up its words and places; that it came stays known. */
  #forgetBodyOfOldest(): void {
    const oldest = [...this.#items.values()]
      .filter(({ what, note, places }) => what.kind === "check-in" && (note !== "" || places.length > 0))
      .sort((a, b) => a.arrivedMs - b.arrivedMs)[0];
    if (oldest === undefined) return;
    Object.assign(oldest, { note: "", places: [], capsule: null, firstKey: null, firstTag: "" });
    this.touch(oldest);
  }
}

/** Whether an origin is a vault other than the one that the worker calls the main one. */
export function isForced(worker: WorkerRecord, origin: number | null): boolean {
  return origin !== null && origin < LOBBY && origin !== worker.link.mainOrigin;
}

function kindOf(message: Message): ItemKind {
  switch (message.kind) {
    case "check-in":
      return { kind: "check-in", state: message.state };
    case "sos":
      return { kind: "sos" };
    case "all-clear":
      return { kind: "all-clear", sos: toHex(message.sos) };
    case "opened":
    case "hello":
    case "farewell":
    case "last-place":
      return { kind: message.kind };
    case "plan": {
      const { state, pauseS } = message.plan;
      const pauseMs = state === "paused" ? (pauseS ?? 0) * 1_000 : null;
      return { kind: "plan", state, pauseMs, pausedUntilMs: null };
    }
    default:
      return { kind: "unknown" };
  }
}
