/** What the steps of a sync have in common: the store, the relay, time and chance, all of them given. */

import { ProtocolError } from "../protocol/errors.ts";
import type { Random } from "../protocol/primitives.ts";
import type { WorkerRecord } from "../store/records.ts";
import type { Change, Store } from "../store/store.ts";
import { type Transport, TransportError } from "./transport.ts";

export interface Context {
  store: Store;
  transport: Transport;
  now: () => number;
  random: Random;
  /** Whether a person has in front of them what came from this worker. */
  looks: (worker: string) => boolean;
  /** A breath for the page between two slices of long work. */
  pause: () => Promise<void>;
  /** The worker's record or history changed. */
  changed: (worker: string) => void;
}

/** The relay answered, but it does not do it: busy, or the reader is someone else's. */
export class RelaySaidNo extends Error {
  readonly problem: "busy" | "taken" | "refused";

  constructor(problem: "busy" | "taken" | "refused") {
    super(problem);
    this.name = "RelaySaidNo";
    this.problem = problem;
  }
}

/** What went wrong between this page and the relay, in the words that the page shows. */
export function problemOf(error: unknown): "unreachable" | "refused" | "garbage" | "busy" | "taken" | null {
  if (error instanceof TransportError) return error.problem;
  if (error instanceof ProtocolError) return "garbage";
  if (error instanceof RelaySaidNo) return error.problem;
  return null;
}

export async function load(context: Context, id: string): Promise<WorkerRecord> {
  const worker = await context.store.get<WorkerRecord>("workers", id);
  if (worker === undefined) throw new RangeError("this worker is not kept here any more");
  return worker;
}

/** Writes a worker's record and what belongs to it, unless someone else did since it was loaded. */
export async function write(context: Context, worker: WorkerRecord, changes: Change[]): Promise<boolean> {
  const { revision } = worker;
  const value: WorkerRecord = { ...worker, revision: revision + 1 };
  const all: Change[] = [...changes, { table: "workers", key: worker.id, value }];
  const held = await context.store.commit(all, { worker: worker.id, revision });
  if (held) {
    worker.revision += 1;
    context.changed(worker.id);
  }
  return held;
}

const ATTEMPTS = 20;

/** Loads, changes and writes a worker; begins again when another tab was faster. */
export async function update(
  context: Context,
  id: string,
  change: (worker: WorkerRecord) => Change[] | Promise<Change[]>,
): Promise<WorkerRecord> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const worker = await load(context, id);
    const changes = await change(worker);
    if (await write(context, worker, changes)) return worker;
  }
  throw new RangeError("another tab keeps changing this worker");
}
