/**
 * Reading what came from the relay: each cell is a notice of the relay, a lodged cell of a step, or a part of a
 * message; whatever opens changes the worker's record and history. All of it is written in one commit.
 */

import { type Bytes, toHex } from "../protocol/bytes.ts";
import { openCell } from "../protocol/cell.ts";
import { chainKey, LOBBY, ORIGINS, type StepKeys, tagOf, TO_CONTACT } from "../protocol/chain.ts";
import { readEnvelope } from "../protocol/envelope.ts";
import { attempt } from "../protocol/errors.ts";
import { type FamilyKeys, familyKeys } from "../protocol/link.ts";
import { lodgeTable, openLodged } from "../protocol/lodged.ts";
import { isNotice, noticeKeys, openNotice, type NoticeKeys } from "../protocol/notice.ts";
import { type Assembly, insertPart, newAssembly } from "../protocol/parts.ts";
import type { Random } from "../protocol/primitives.ts";
import { FETCHED, receiptRoot, sealReceipt } from "../protocol/receipt.ts";
import { newChain, ReceivingChain } from "../protocol/receiving.ts";
import type { FetchItem } from "../protocol/requests.ts";
import type { Item, KnownCell, Outgoing, Unread, WorkerRecord } from "../store/records.ts";
import type { Change, Store } from "../store/store.ts";
import { History } from "./history.ts";

const MAX_UNREAD = 256;
const RECEIPT_AGAIN_MS = 86_400_000;

/** When and how a cell came. */
export interface Arrival {
  arrivalMinute: number;
  ageS: number;
}

export const sentMs = (arrival: Arrival) =>
  Math.max(0, arrival.arrivalMinute * 60_000 - arrival.ageS * 1_000);

/** Between two slices of a long search. */
export type Pause = () => Promise<void>;

export class Intake {
  readonly worker: WorkerRecord;
  readonly #history: History;
  readonly #keys: FamilyKeys;
  readonly #notices: NoticeKeys;
  readonly #nowMs: number;
  readonly #random: Random;
  readonly #chains = new Map<number, ReceivingChain>();
  #assemblies: Map<string, Assembly>;
  #unread: Map<string, Unread>;
  readonly #changed = new Map<string, Change>();

  private constructor(
    worker: WorkerRecord,
    items: Item[],
    assemblies: Assembly[],
    unread: Unread[],
    nowMs: number,
    random: Random,
  ) {
    this.worker = worker;
    this.#history = new History(worker, items, nowMs);
    this.#keys = familyKeys(worker.link.secret);
    this.#notices = noticeKeys(this.#keys.inbox.capability);
    this.#nowMs = nowMs;
    this.#random = random;
    this.#assemblies = new Map(assemblies.map((one) => [toHex(one.event), one]));
    this.#unread = new Map(unread.map((one) => [one.id, one]));
  }

  static async open(store: Store, worker: WorkerRecord, nowMs: number, random: Random): Promise<Intake> {
    const prefix = `${worker.id}/`;
    const [items, assemblies, unread] = await Promise.all([
      store.list<Item>("items", prefix),
      store.list<Assembly>("assemblies", prefix),
      store.list<Unread>("unread", prefix),
    ]);
    return new Intake(worker, items, assemblies, unread, nowMs, random);
  }

  /** One fetched cell. */
  take(item: FetchItem): void {
    if (toHex(item.sendId) !== toHex(this.#keys.inbox.sendId)) return;
    const id = item.id.toString(16).padStart(16, "0");
    const known: KnownCell = { worker: this.worker.id, id, arrivalMinute: item.arrivalMinute };
    this.#put("cells", id, known);
    if (this.#read(item.cell, item)) return;
    const { arrivalMinute, ageS, cell } = item;
    this.#keepUnread({ worker: this.worker.id, id, arrivalMinute, ageS, cell, searched: false });
  }

  #keepUnread(unread: Unread): void {
    this.#unread.set(unread.id, unread);
    this.#put("unread", unread.id, unread);
    const [oldest] = [...this.#unread.keys()].sort();
    if (this.#unread.size > MAX_UNREAD && oldest !== undefined) this.#dropUnread(oldest);
  }

  #dropUnread(id: string): void {
    this.#unread.delete(id);
    this.#remove("unread", id);
  }

  /** Whether the cell was for us and is read now. */
  #read(cell: Bytes, arrival: Arrival): boolean {
    if (isNotice(this.#notices, cell)) {
      const notice = attempt(() => openNotice(this.#notices, cell));
      if (notice !== null) {
        this.#history.takeNotice(notice, arrival);
        return true;
      }
    }
    const tag = tagOf(cell);
    const lodged = lodgeTable(this.worker.lodgeKeys.map(({ key }) => key)).get(tag);
    if (lodged !== undefined) {
      const opened = attempt(() => openLodged(cell, lodged.messageKey));
      if (opened !== null) this.#history.takeLodged(opened.event, opened.envelope, arrival);
      return true;
    }
    for (const origin of this.#order()) {
      const keys = this.#chain(origin).find(tag);
      if (keys !== null) {
        this.#openStep(origin, keys, cell, arrival);
        return true;
      }
    }
    return false;
  }

  /** The main vault and the locked screen speak most. */
  #order(): number[] {
    const { mainOrigin } = this.worker.link;
    return [mainOrigin, LOBBY, ...ORIGINS.filter((origin) => origin !== mainOrigin && origin !== LOBBY)];
  }

  #chain(origin: number): ReceivingChain {
    let chain = this.#chains.get(origin);
    if (chain === undefined) {
      const kept = this.worker.chains.find(([known]) => known === origin)?.[1];
      chain = new ReceivingChain(
        kept ?? newChain(chainKey(this.#keys.root, TO_CONTACT, origin, 0), this.#nowMs),
      );
      this.#chains.set(origin, chain);
    }
    return chain;
  }

  #openStep(origin: number, keys: StepKeys, cell: Bytes, arrival: Arrival): void {
    const body = attempt(() => openCell(cell, keys.messageKey, TO_CONTACT));
    // Spoilt on the way: nothing to keep, and it may come again whole.
    if (body === null) return;
    this.#chain(origin).opened(keys.step, this.#nowMs);
    const event = toHex(body.event);
    const assembly = this.#assemblies.get(event) ?? newAssembly(body.event);
    const whole = attempt(() => insertPart(assembly, body, keys.messageKey));
    if (whole === null) {
      this.#assemblies.set(event, assembly);
      this.#put("assemblies", event, assembly);
      return;
    }
    this.#assemblies.delete(event);
    this.#remove("assemblies", event);
    const envelope = attempt(() => readEnvelope(whole.envelope));
    const root = receiptRoot(whole.lastKey);
    if (envelope !== null) {
      const { lodgeKeys } = this.worker;
      const firstTag = body.part === 0 ? tagOf(cell) : this.#tagOfFirst(origin, whole.firstKey, keys, body.part);
      this.#history.takeMessage(body.event, envelope, {
        origin,
        arrival,
        root,
        firstKey: whole.firstKey,
        firstTag,
      });
      if (this.worker.lodgeKeys !== lodgeKeys) this.#readAgain();
    }
    this.#receipt(body.event, event, root);
  }

  /** The tag of part 0, which is sealed under the step before the others'. */
  #tagOfFirst(origin: number, firstKey: Bytes, keys: StepKeys, part: number): string {
    const name = toHex(firstKey);
    const chain = this.#chain(origin);
    // Parts take the steps of their order, so it is found at the first attempt unless a sender was put back.
    for (const back of [part, ...Array.from({ length: 64 }, (_, index) => index)]) {
      const step = attempt(() => chain.keysAt(keys.step - back));
      if (step !== null && toHex(step.messageKey) === name) return toHex(step.tag);
    }
    return "";
  }

  /** Says that it arrived: when it is new, was sealed anew, or came again a day later. */
  #receipt(event: Bytes, id: string, root: Bytes): void {
    const item = this.#history.get(id);
    if (item === undefined) return;
    const [newest] = item.roots;
    const same = newest !== undefined && toHex(newest) === toHex(root);
    const lately = Math.abs(this.#nowMs - item.receiptedMs) < RECEIPT_AGAIN_MS;
    if (same && item.receiptedMs !== 0 && lately) return;
    item.receiptedMs = this.#nowMs;
    item.roots = [root, ...item.roots.filter((known) => toHex(known) !== toHex(root))].slice(0, 3);
    this.#history.touch(item);
    const cell = sealReceipt(root, FETCHED, event, this.#nowMs, this.#random);
    const outgoing = outgoingReceipt(this.worker, this.#keys, item, cell, this.#random);
    this.#put("outgoing", outgoing.key, outgoing);
  }

  /** New lodge keys may open what came before them. */
  #readAgain(): void {
    for (const unread of [...this.#unread.values()]) {
      if (this.#read(unread.cell, unread)) this.#dropUnread(unread.id);
    }
  }

  /** Looks for what is left as far ahead as a receiver goes, in one pass for each chain. */
  async search(pause: Pause): Promise<void> {
    const wanted = () => [...this.#unread.values()].filter((unread) => !unread.searched);
    if (wanted().length === 0) return;
    for (const origin of this.#order()) {
      for (;;) {
        const tags = new Set(wanted().map((unread) => tagOf(unread.cell)));
        if (tags.size === 0) return;
        const keys = await this.#chain(origin).findBeyond(tags, pause);
        const unread = keys && wanted().find((one) => tagOf(one.cell) === toHex(keys.tag));
        if (keys == null || unread == null) break;
        this.#openStep(origin, keys, unread.cell, unread);
        this.#dropUnread(unread.id);
        this.#readAgain();
      }
    }
    for (const unread of wanted()) this.#keepUnread({ ...unread, searched: true });
  }

  #put(table: Change["table"], id: string, value: unknown): void {
    const key = `${this.worker.id}/${id}`;
    this.#changed.set(`${table}/${key}`, { table, key, value });
  }

  #remove(table: Change["table"], id: string): void {
    const key = `${this.worker.id}/${id}`;
    this.#changed.set(`${table}/${key}`, { table, key, remove: true });
  }

  /** Everything to be written since the last call; the worker's record is written by the caller. */
  changes(): Change[] {
    const kept = new Map(this.worker.chains);
    for (const [origin, chain] of this.#chains) {
      if (chain.highest !== null) kept.set(origin, chain.kept());
    }
    this.worker.chains = [...kept];
    for (const item of this.#history.takeTouched()) this.#put("items", item.id, item);
    const changes = [...this.#changed.values()];
    this.#changed.clear();
    return changes;
  }
}

/** Calls for help and their ends first, then the newest. */
export function outgoingReceipt(
  worker: WorkerRecord,
  keys: FamilyKeys,
  item: Item,
  cell: Bytes,
  random: Random,
): Outgoing {
  const urgent = item.what.kind === "sos" || item.what.kind === "all-clear";
  const newestFirst = (Number.MAX_SAFE_INTEGER - item.arrivedMs).toString(16).padStart(14, "0");
  const key = `${urgent ? 2 : 3}${newestFirst}${toHex(random(8))}`;
  const { sendId, capability } = keys.outbox;
  return { worker: worker.id, key, sendId, capability, cell, about: null };
}
