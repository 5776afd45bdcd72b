/** The links that this page keeps. Light, because the first view needs it. */

import { toHex } from "../protocol/bytes.ts";
import { type FamilyLink, familyKeys, readLink } from "../protocol/link.ts";
import { newWorker, type WorkerRecord } from "../store/records.ts";
import type { Change } from "../store/store.ts";
import type { Context } from "./context.ts";

export const MAX_WORKERS = 200;

/** Keeps a link; the id under which its worker is kept. Adding it again changes nothing. */
export async function addLink(context: Context, text: string): Promise<string | "too-many"> {
  const link: FamilyLink = readLink(text);
  const id = toHex(familyKeys(link.secret).receiveId);
  const existing = await context.store.keys("workers", "");
  if (existing.includes(id)) return id;
  if (existing.length >= MAX_WORKERS) return "too-many";
  const worker = newWorker(id, link, context.now(), context.random);
  const change: Change = { table: "workers", key: id, value: worker };
  await context.store.commit([change], { worker: id, revision: null });
  context.changed(id);
  return id;
}

export function workers(context: Context): Promise<WorkerRecord[]> {
  return context.store.list<WorkerRecord>("workers", "");
}
