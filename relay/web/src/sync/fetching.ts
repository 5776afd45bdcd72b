/** Registering the reader, fetching what has come, and telling the relay what need not stay. */

import { familyKeys } from "../protocol/link.ts";
import {
  BUSY,
  DONE,
  FETCH_ANSWER,
  type FetchAnswer,
  readFetch,
  readRegister,
  REGISTER_ANSWER,
  type RegisterEntry,
  type Reading,
  TAKEN,
  UNKNOWN,
  writeFetch,
  writeRegister,
} from "../protocol/requests.ts";
import type { KnownCell, WorkerRecord } from "../store/records.ts";
import type { Change } from "../store/store.ts";
import { minutesBack, settleTimes } from "./clocks.ts";
import { type Context, load, RelaySaidNo, update, write } from "./context.ts";
import { Intake } from "./intake.ts";

const DAY_MINUTES = 1_440;
/** Cells stay at the relay this long, for other browsers and for this one if its storage is cleared. */
const STAY_MINUTES = 40 * DAY_MINUTES;
/** But a mailbox holds 1,024: beyond this many the oldest make room, so that the newest always fits. */
const STAY_CELLS = 768;
const TIDY_EVERY_MS = 3_600_000;
/** More answers than a mailbox can fill: a relay that says "more" for ever is not followed. */
const MAX_ANSWERS = 200;

/** Asks for these entries; the statuses, or an error when the relay did nothing. */
export async function register(
  context: Context,
  worker: WorkerRecord,
  reading: Reading,
  entries: readonly RegisterEntry[],
): Promise<number[]> {
  const body = writeRegister(reading, entries);
  const bytes = await context.transport(worker.link.relay, "v1/register", body, REGISTER_ANSWER);
  const answer = readRegister(bytes);
  if (answer.outcome === BUSY) throw new RelaySaidNo("busy");
  if (answer.outcome === UNKNOWN) throw new RelaySaidNo("taken");
  if (answer.outcome !== DONE) throw new RelaySaidNo("refused");
  return answer.statuses;
}

export function readerOf(worker: WorkerRecord): Reading {
  const keys = familyKeys(worker.link.secret);
  return { id: keys.receiveId, capability: keys.receiveCapability };
}

/** Opens this contact's mailbox, once; again when the relay has forgotten it. */
export async function registerReader(context: Context, id: string): Promise<void> {
  const worker = await load(context, id);
  if (worker.registered) return;
  const { inbox } = familyKeys(worker.link.secret);
  const entry: RegisterEntry = { op: "mailbox", id: inbox.sendId, capability: inbox.capability };
  const [status] = await register(context, worker, readerOf(worker), [entry]);
  if (status === TAKEN) throw new RelaySaidNo("taken");
  if (status !== DONE) throw new RelaySaidNo("refused");
  await update(context, id, (stored) => {
    stored.registered = true;
    return [];
  });
}

/** Fetches until the mailbox is empty. What was fetched is stored with the cursor, in one commit each. */
export async function fetchAll(context: Context, id: string): Promise<void> {
  let intake: Intake | null = null;
  let forgotten = false;
  let anew = false;
  for (let answers = 0; answers < MAX_ANSWERS; answers++) {
    intake ??= await Intake.open(context.store, await load(context, id), context.now(), context.random);
    const { worker } = intake;
    const looked = context.looks(id);
    const body = writeFetch(readerOf(worker), worker.cursor, worker.relaySeq, [], looked);
    const answer = readFetch(await context.transport(worker.link.relay, "v1/fetch", body, FETCH_ANSWER));
    if (answer.outcome === BUSY) throw new RelaySaidNo("busy");
    if (answer.outcome === UNKNOWN) {
      // The relay does not know this reader any more: register once and ask again.
      if (forgotten) throw new RelaySaidNo("taken");
      forgotten = true;
      await update(context, id, (stored) => {
        stored.registered = false;
        stored.browser.registered = false;
        return [];
      });
      await registerReader(context, id);
      intake = null;
      continue;
    }
    if (answer.outcome !== DONE) throw new RelaySaidNo("refused");
    const back = minutesBack(worker, answer.relayMinute, context.now());
    // The relay's time goes back by no more than a clock that is set right, nor do the ids that it gives by it, unless
    // it was put back from an older copy: others may have brought its sequence number past ours, so that nothing else
    // shows it.
    const behind = !anew && back > 0 && answer.relaySeq >= worker.relaySeq;
    if (!(await store(context, intake, answer, back, behind))) {
      // Another tab wrote meanwhile; the same cells come again.
      intake = null;
      continue;
    }
    if (behind) {
      // Once: a relay whose minute goes back with each answer is not followed.
      anew = true;
      await context.pause();
      continue;
    }
    // What has just come is in front of them now: the relay hears so with one more question.
    if (!answer.more && (answer.items.length === 0 || !context.looks(id))) break;
    await context.pause();
  }
  await search(context, intake);
}

async function store(
  context: Context,
  intake: Intake,
  answer: FetchAnswer,
  back: number,
  behind: boolean,
): Promise<boolean> {
  const { worker } = intake;
  // Put back from an older copy: it gives ids again that may be at or below the cursor.
  if (answer.relaySeq < worker.relaySeq) worker.cursor = 0n;
  worker.relaySeq = answer.relaySeq;
  worker.reach = {
    lastOkMs: context.now(),
    relayMinute: answer.relayMinute,
    failures: 0,
    nextTryMs: 0,
    problem: null,
  };
  settleTimes(worker, context.now(), back);
  for (const item of answer.items) {
    intake.take(item);
    if (item.id > worker.cursor) worker.cursor = item.id;
  }
  if (behind) worker.cursor = 0n;
  return write(context, worker, intake.changes());
}

async function search(context: Context, intake: Intake | null): Promise<void> {
  if (intake === null) return;
  await intake.search(context.pause);
  const changes = intake.changes();
  // If another tab was faster, the same cells are looked for at the next fetch.
  if (changes.length > 0) await write(context, intake.worker, changes);
}

/** Lets the relay delete what is old, or too much. At most once an hour. */
export async function tidy(context: Context, id: string): Promise<void> {
  const worker = await load(context, id);
  if (context.now() < worker.nextTidyMs || worker.reach.relayMinute === 0) return;
  const cells = await context.store.list<KnownCell>("cells", `${id}/`);
  cells.sort((a, b) => (a.id < b.id ? -1 : 1));
  const surplus = cells.length - STAY_CELLS;
  const done = cells.filter(
    (cell, index) => index < surplus || worker.reach.relayMinute - cell.arrivalMinute > STAY_MINUTES,
  );
  for (let at = 0; at < done.length; at += 16) {
    const some = done.slice(at, at + 16);
    const ids = some.map((cell) => BigInt(`0x${cell.id}`));
    const body = writeFetch(readerOf(worker), worker.cursor, worker.relaySeq, ids);
    const answer = readFetch(await context.transport(worker.link.relay, "v1/fetch", body, FETCH_ANSWER));
    if (answer.outcome !== DONE) throw new RelaySaidNo("busy");
    const changes: Change[] = some.map((cell) => ({ table: "cells", key: `${id}/${cell.id}`, remove: true }));
    await context.store.commit(changes);
  }
  await update(context, id, (stored) => {
    stored.nextTidyMs = context.now() + TIDY_EVERY_MS;
    return [];
  });
}
