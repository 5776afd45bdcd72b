/**
 * Where this page keeps what it has: a few tables of values under text keys. A commit is all or nothing, and may be
 * guarded by the revision of one worker, so that two tabs never overwrite each other's work.
 */

export type Table = "settings" | "workers" | "items" | "cells" | "unread" | "assemblies" | "outgoing" | "chunks";

export const TABLES: readonly Table[] = [
  "settings",
  "workers",
  "items",
  "cells",
  "unread",
  "assemblies",
  "outgoing",
  "chunks",
];

export type Change =
  | { table: Table; key: string; value: unknown }
  | { table: Table; key: string; remove: true };

/** Holds when the stored worker still has this revision (or, with null, is not there). */
export interface Guard {
  worker: string;
  revision: number | null;
}

export interface Store {
  /** Whether what is kept here is still there after the page was closed. */
  readonly lasting: boolean;
  get<T>(table: Table, key: string): Promise<T | undefined>;
  /** Values whose key begins with `prefix`, in the order of keys. */
  list<T>(table: Table, prefix: string): Promise<T[]>;
  keys(table: Table, prefix: string): Promise<string[]>;
  /** False, and nothing changed, when the guard does not hold. */
  commit(changes: readonly Change[], guard?: Guard): Promise<boolean>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

export type StoreProblem = "no-room" | "not-available" | "too-new";

export class StoreError extends Error {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, options?: ErrorOptions) {
    super(problem, options);
    this.name = "StoreError";
    this.problem = problem;
  }
}
