/**
 * Sending: this browser's place among those with the same link, replies sealed on its own chain, and groups of four
 * cells until nothing waits. A reply is durable here before anything is sent.
 */

import { type Bytes, fromHex, toHex } from "../protocol/bytes.ts";
import { sealCell } from "../protocol/cell.ts";
import { chainKey, REPLY_GRID, stepAfterRollback, TO_WORKER, Walker } from "../protocol/chain.ts";
import { writeEnvelope } from "../protocol/envelope.ts";
import { ROWS, sealGroup } from "../protocol/group.ts";
import { familyKeys, instanceMarker, INSTANCES } from "../protocol/link.ts";
import { writeHello, writeReply } from "../protocol/message.ts";
import { split } from "../protocol/parts.ts";
import {
  BUSY,
  DONE,
  readSync,
  type RegisterEntry,
  ROW_FULL,
  ROW_STORED,
  ROW_UNKNOWN,
  SYNC_ANSWER,
  type SyncAnswer,
  TAKEN,
  UNKNOWN,
  writeSync,
} from "../protocol/requests.ts";
import { NOOP, signHold } from "../protocol/timer.ts";
import type { Browser, Item, Outgoing, WorkerRecord } from "../store/records.ts";
import type { Change } from "../store/store.ts";
import { type Context, load, RelaySaidNo, update } from "./context.ts";
import { register } from "./fetching.ts";

/** Groups of one cycle; more wait for the next, so that a long backlog is spread. */
const GROUPS_A_CYCLE = 8;
const DAY_MS = 86_400_000;
const LAST_INSTANCE = INSTANCES - 1;

const readingOf = ({ receiveId, capability }: Browser) => ({ id: receiveId, capability });

/** Registers this browser with its discard ids. */
async function registerBrowser(context: Context, id: string): Promise<void> {
  const worker = await load(context, id);
  if (worker.browser.registered) return;
  const entries = worker.browser.discard.map<RegisterEntry>(({ sendId, capability }) => ({
    op: "discard",
    id: sendId,
    capability,
  }));
  await register(context, worker, readingOf(worker.browser), entries);
  await update(context, id, (stored) => {
    stored.browser.registered = true;
    return [];
  });
}

/** Becomes the first instance that no other browser is. */
async function claimInstance(context: Context, id: string): Promise<void> {
  const worker = await load(context, id);
  const { browser, link } = worker;
  if (browser.instance !== null) return;
  let instance = LAST_INSTANCE;
  let shared = true;
  for (let candidate = 0; candidate < INSTANCES && shared; candidate++) {
    const marker = instanceMarker(link.secret, candidate);
    const entry: RegisterEntry = { op: "discard", id: marker, capability: browser.markerCapability };
    const [status] = await register(context, worker, readingOf(browser), [entry]);
    if (status !== DONE && status !== TAKEN) throw new RelaySaidNo("refused");
    if (status === DONE) [instance, shared] = [candidate, false];
  }
  // Eight others have the link already: this one begins at one of sixteen steps that the worker looks for.
  const chosen = context.random(1)[0] ?? 0;
  const step = shared ? REPLY_GRID * (1 + (chosen & 15)) : 0;
  await update(context, id, (stored) => {
    if (stored.browser.instance !== null) return [];
    stored.browser.instance = instance;
    stored.browser.sending = { step, key: keyAt(stored, instance, step) };
    return [];
  });
}

function keyAt(worker: WorkerRecord, instance: number, step: number): Bytes {
  const { root } = familyKeys(worker.link.secret);
  const walker = new Walker(0, chainKey(root, TO_WORKER, worker.link.mainOrigin, instance));
  walker.goTo(step);
  return walker.key;
}

/** Seals one message on this browser's chain into cells that wait to be sent. */
function sealMessage(
  context: Context,
  worker: WorkerRecord,
  event: Bytes,
  message: [number, Bytes],
  about: Outgoing["about"],
): Change[] {
  const { browser } = worker;
  if (browser.sending === null) throw new RangeError("no instance is claimed");
  browser.counter += 1;
  const envelope = writeEnvelope(browser.counter, context.now(), message);
  const walker = new Walker(browser.sending.step, browser.sending.key);
  const { outbox } = familyKeys(worker.link.secret);
  const changes = split(envelope, event).map<Change>((body, index) => {
    const keys = walker.next();
    const cell = sealCell(keys.messageKey, keys.tag, TO_WORKER, body, context.random);
    const order = browser.counter.toString(16).padStart(10, "0");
    const key = `0${order}${index.toString(16)}${toHex(context.random(4))}`;
    const value: Outgoing = { worker: worker.id, key, ...outbox, cell, about };
    return { table: "outgoing", key: `${worker.id}/${key}`, value };
  });
  browser.sending = { step: walker.step, key: walker.key };
  return changes;
}

/** A reply, durable when this returns. It is sealed when this browser has its place. */
export async function saveReply(
  context: Context,
  id: string,
  reply: "seen" | "on-it" | { text: string },
  about: string | null,
): Promise<string> {
  // Refused here if it cannot be written, and not later.
  writeReply(reply, null);
  const event = toHex(context.random(16));
  const nowMs = context.now();
  const item: Item = {
    worker: id,
    id: event,
    what: { kind: "reply", reply: typeof reply === "object" ? "text" : reply, about, state: "saved" },
    origin: null,
    counter: 0,
    timeMs: nowMs,
    reckonedMs: nowMs,
    arrivedMs: nowMs,
    seenMs: nowMs,
    note: typeof reply === "object" ? reply.text : "",
    battery: null,
    places: [],
    capsule: null,
    firstKey: null,
    firstTag: "",
    roots: [],
    receiptedMs: 0,
    opened: true,
    cleared: false,
  };
  await update(context, id, () => [{ table: "items", key: `${id}/${event}`, value: item }]);
  return event;
}

/** The worker has confirmed this contact if a plan or the relay speaks to it: no browser need say hello again. */
function isConfirmed(worker: WorkerRecord): boolean {
  return worker.agreed !== null || worker.lodgeKeys.length > 0 || worker.told !== null;
}

/** Seals what is saved and not sealed yet: first the hello, then replies in the order of their making. */
async function sealReplies(context: Context, id: string): Promise<void> {
  const items = await context.store.list<Item>("items", `${id}/`);
  const saved = items.filter(({ what, firstTag }) => {
    return what.kind === "reply" && what.state === "saved" && firstTag === "";
  });
  const before = await load(context, id);
  const hello = !before.browser.helloSaid && (saved.length > 0 || !isConfirmed(before));
  if (saved.length === 0 && !hello) return;
  await claimInstance(context, id);
  await update(context, id, (worker) => {
    const changes: Change[] = [];
    if (!worker.browser.helloSaid) {
      worker.browser.helloSaid = true;
      const hello = writeHello("", worker.link.language);
      changes.push(...sealMessage(context, worker, context.random(16), hello, null));
    }
    for (const item of saved.sort((a, b) => a.timeMs - b.timeMs)) {
      if (item.what.kind !== "reply") continue;
      const { reply, about } = item.what;
      const said = reply === "text" ? { text: item.note } : reply;
      const message = writeReply(said, about === null ? null : fromHex(about));
      changes.push(...sealMessage(context, worker, fromHex(item.id), message, { reply: item.id }));
      // "sealed" marks that its cells wait, so that no other tab seals it a second time.
      changes.push({ table: "items", key: `${id}/${item.id}`, value: { ...item, firstTag: "sealed" } });
    }
    return changes;
  });
}

/** Why a mailbox did not take a cell in this cycle, by its send id. */
type Refused = Map<string, number>;

/** Sends what waits, a group at a time. A mailbox that takes nothing is left alone until the next cycle. */
export async function sendAll(context: Context, id: string): Promise<void> {
  await registerBrowser(context, id);
  await sealReplies(context, id);
  const refused: Refused = new Map();
  for (let group = 0; group < GROUPS_A_CYCLE; group++) {
    const all = await context.store.list<Outgoing>("outgoing", `${id}/`);
    const waiting = sharesFirst(all.filter(({ sendId }) => !refused.has(toHex(sendId))));
    const holding = (await load(context, id)).hold?.state === "saved";
    if (waiting.length === 0 && !holding) break;
    await sendGroup(context, id, waiting.slice(0, ROWS), refused);
  }
  await noteMailbox(context, id, refused);
}

/** Others wait for a share, and nobody for a receipt. */
function sharesFirst(rows: Outgoing[]): Outgoing[] {
  const isShare = ({ about }: Outgoing) => about !== null && "share" in about;
  return [...rows.filter(isShare), ...rows.filter((row) => !isShare(row))];
}

async function noteMailbox(context: Context, id: string, refused: Refused): Promise<void> {
  const worker = await load(context, id);
  const why = refused.get(toHex(familyKeys(worker.link.secret).outbox.sendId));
  const mailbox = why === undefined ? "open" : why === ROW_FULL ? "full" : "unknown";
  if (mailbox === worker.mailbox) return;
  await update(context, id, (stored) => {
    stored.mailbox = mailbox;
    return [];
  });
}

async function sendGroup(context: Context, id: string, rows: Outgoing[], refused: Refused): Promise<void> {
  let command = NOOP;
  const worker = await update(context, id, (stored) => {
    stored.browser.count += 1;
    command = holdCommand(stored) ?? NOOP;
    return [];
  });
  const { browser, link } = worker;
  const { random } = context;
  const sealed = await sealGroup(browser.count, command, rows, browser.discard, link.relayKey, random);
  const body = writeSync(readingOf(browser), 0, browser.relaySeq, sealed, random);
  const answer = readSync(await context.transport(link.relay, "v1/sync", body, SYNC_ANSWER));
  if (answer.outcome === BUSY) throw new RelaySaidNo("busy");
  if (answer.outcome > BUSY) throw new RelaySaidNo("refused");
  rows.forEach(({ sendId }, index) => {
    const status = answer.rows[index] ?? ROW_UNKNOWN;
    if (status !== ROW_STORED) refused.set(toHex(sendId), status);
  });
  await takeAnswer(context, id, rows, answer, command !== NOOP);
  if (answer.outcome === UNKNOWN) {
    await update(context, id, (known) => {
      known.browser.registered = false;
      return [];
    });
    await registerBrowser(context, id);
  }
}

function holdCommand(worker: WorkerRecord): Bytes | null {
  const { hold, agreed } = worker;
  if (hold === null || hold.state !== "saved" || agreed === null) return null;
  const { identitySeed } = familyKeys(worker.link.secret);
  return signHold(agreed.timer, hold.counter, hold.step, hold.seconds, identitySeed);
}

const TIMER_ACCEPTED = 1;

/** Writes what became of the rows. */
async function takeAnswer(
  context: Context,
  id: string,
  rows: Outgoing[],
  answer: SyncAnswer,
  held: boolean,
): Promise<void> {
  const stored = rows.filter((_, index) => answer.rows[index] === ROW_STORED);
  await update(context, id, async (worker) => {
    const changes = stored.map<Change>(({ key }) => ({ table: "outgoing", key: `${id}/${key}`, remove: true }));
    if (stored.some(({ about }) => about !== null && "share" in about)) worker.dossier.given = "given";
    changes.push(...(await repliesCameOn(context, id, stored)));
    if (held && worker.hold !== null && answer.outcome === DONE) {
      worker.hold.state = answer.timerStatus === TIMER_ACCEPTED ? "accepted" : "refused";
    }
    if (answer.outcome === DONE) noteCount(worker, answer);
    return changes;
  });
}

const replyOf = ({ about }: Outgoing) => (about !== null && "reply" in about ? about.reply : null);

/** A reply is at the relay when the last of its cells is. */
async function repliesCameOn(context: Context, id: string, stored: Outgoing[]): Promise<Change[]> {
  const gone = new Set(stored.map(({ key }) => key));
  const waiting = await context.store.list<Outgoing>("outgoing", `${id}/`);
  const unfinished = new Set(waiting.filter(({ key }) => !gone.has(key)).map(replyOf));
  const changes: Change[] = [];
  for (const reply of new Set(stored.map(replyOf))) {
    if (reply === null || unfinished.has(reply)) continue;
    const item = await context.store.get<Item>("items", `${id}/${reply}`);
    if (item === undefined || item.what.kind !== "reply") continue;
    const value: Item = { ...item, what: { ...item.what, state: "at-relay" } };
    changes.push({ table: "items", key: `${id}/${reply}`, value });
  }
  return changes;
}

/** A higher count than ours: this browser's storage was put back, and steps after that were used already. */
function noteCount(worker: WorkerRecord, answer: SyncAnswer): void {
  const { browser } = worker;
  if (answer.relaySeq > browser.relaySeq) browser.relaySeq = answer.relaySeq;
  const lost = answer.count - BigInt(browser.count);
  if (lost <= 0n || lost >= 1n << 32n) return;
  browser.count = Number(answer.count);
  if (browser.sending === null || browser.instance === null) return;
  const step = stepAfterRollback(browser.sending.step, Number(lost));
  const walker = new Walker(browser.sending.step, browser.sending.key);
  walker.goTo(step);
  browser.sending = { step, key: walker.key };
}

/** A later step is to wait; durable when this returns. The relay decides. */
export async function saveHold(context: Context, id: string, step: number, seconds: number): Promise<void> {
  await update(context, id, (worker) => {
    // A counter that a clock far ahead once made is refused by the relay, and others must not be.
    const before = worker.hold?.counter ?? 0;
    const counter = Math.max(context.now(), before > context.now() + DAY_MS ? 0 : before + 1);
    worker.hold = { step, seconds, counter, askedMs: context.now(), state: "saved" };
    return [];
  });
}
