/** What the page does with its workers: syncing in turn, marking as opened, describing, forgetting. */

import { fromHex } from "../protocol/bytes.ts";
import { familyKeys } from "../protocol/link.ts";
import { OPENED, sealReceipt } from "../protocol/receipt.ts";
import type { Item, Outgoing, WorkerRecord } from "../store/records.ts";
import type { Change } from "../store/store.ts";
import { type Context, load, problemOf, update } from "./context.ts";
import { meetOthers } from "./dossiers.ts";
import { fetchAll, registerReader, tidy } from "./fetching.ts";
import { outgoingReceipt } from "./intake.ts";
import { lookAtRoutes } from "./routes.ts";
import { sendAll } from "./sending.ts";
import { retryAfterMs } from "./transport.ts";

/** The history of a worker, newest first. A plan that was only said again is no line of it. */
export async function history(context: Context, id: string): Promise<Item[]> {
  const all = await context.store.list<Item>("items", `${id}/`);
  const items = all.filter(({ what }) => what.kind !== "plan" || what.again !== true);
  return items.sort((a, b) => b.reckonedMs - a.reckonedMs || b.counter - a.counter || (a.id < b.id ? 1 : -1));
}

/**
 * One whole cycle with one worker: register, fetch, meet share-holders, send. What fails is noted with the time of
 * the next attempt; what was stored before stays.
 */
export async function syncWorker(context: Context, id: string): Promise<void> {
  try {
    await registerReader(context, id);
    await fetchAll(context, id);
    await meetOthers(context, id);
    await sendAll(context, id);
    await tidy(context, id);
    await lookAtRoutes(context, id);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    await update(context, id, (worker) => {
      const failures = worker.reach.failures + 1;
      const chance = (context.random(1)[0] ?? 0) / 255;
      const nextTryMs = context.now() + retryAfterMs(failures, chance);
      worker.reach = { ...worker.reach, failures, nextTryMs, problem };
      return [];
    });
  }
}

/** A person has these messages in front of them: their senders will see "opened". */
export async function markOpened(context: Context, id: string, shown: readonly Item[]): Promise<void> {
  const fresh = shown.filter((item) => !item.opened && item.roots.length > 0);
  if (fresh.length === 0) return;
  await update(context, id, async (worker) => {
    const keys = familyKeys(worker.link.secret);
    const changes: Change[] = [];
    let opened = 0;
    for (const { id: event } of fresh) {
      const item = await context.store.get<Item>("items", `${id}/${event}`);
      if (item === undefined || item.opened) continue;
      opened += 1;
      changes.push({ table: "items", key: `${id}/${event}`, value: { ...item, opened: true } });
      for (const root of item.roots) {
        const cell = sealReceipt(root, OPENED, fromHex(event), context.now(), context.random);
        const value: Outgoing = outgoingReceipt(worker, keys, item, cell, context.random);
        changes.push({ table: "outgoing", key: `${id}/${value.key}`, value });
      }
    }
    worker.unopened = Math.max(0, worker.unopened - opened);
    return changes;
  });
}

/** A name and private notes; they stay in this browser. */
export async function describe(
  context: Context,
  id: string,
  what: { label?: string; note?: string; sheetSeen?: boolean },
): Promise<void> {
  await update(context, id, (worker) => {
    Object.assign(worker, what);
    return [];
  });
}

/** Forgets a worker in this browser. The link opens it again. */
export async function forget(context: Context, id: string): Promise<void> {
  await load(context, id);
  const changes: Change[] = [{ table: "workers", key: id, remove: true }];
  for (const table of ["items", "cells", "unread", "assemblies", "outgoing", "chunks"] as const) {
    const keys = await context.store.keys(table, `${id}/`);
    changes.push(...keys.map<Change>((key) => ({ table, key, remove: true })));
  }
  await context.store.commit(changes);
  context.changed(id);
}

const LEAST_PAUSE_MS = 60_000;
const PAUSE_A_WORKER_MS = 1_500;
const HIDDEN_PAUSE_MS = 5 * 60_000;

/** How long after a good answer a worker is asked about again. */
export function askAgainMs(workers: number, visible: boolean): number {
  const shown = Math.max(LEAST_PAUSE_MS, workers * PAUSE_A_WORKER_MS);
  return visible ? shown : Math.max(shown, HIDDEN_PAUSE_MS);
}

/** The workers whose turn it is, the longest waiting first. */
export function whoseTurn(all: readonly WorkerRecord[], nowMs: number, visible: boolean): WorkerRecord[] {
  const pause = askAgainMs(all.length, visible);
  const dueAt = ({ reach }: WorkerRecord) => {
    if (reach.failures > 0) return reach.nextTryMs;
    // A clock that was set back asks at once instead of waiting for years.
    const last = reach.lastOkMs === null || reach.lastOkMs > nowMs ? 0 : reach.lastOkMs;
    return last === 0 ? 0 : last + pause;
  };
  const far = (worker: WorkerRecord) => dueAt(worker) - nowMs > 16 * 60_000;
  return all.filter((worker) => dueAt(worker) <= nowMs || far(worker)).sort((a, b) => dueAt(a) - dueAt(b));
}
