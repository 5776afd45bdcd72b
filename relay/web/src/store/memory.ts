/** A store that lasts as long as the page is open: for browsers that let it keep nothing, and for tests. */

import { type Change, type Guard, type Store, type Table, TABLES } from "./store.ts";

export class MemoryStore implements Store {
  readonly lasting = false;
  readonly #tables = new Map<Table, Map<string, unknown>>(TABLES.map((table) => [table, new Map()]));

  #table(table: Table): Map<string, unknown> {
    const found = this.#tables.get(table);
    if (found === undefined) throw new RangeError(table);
    return found;
  }

  async get<T>(table: Table, key: string): Promise<T | undefined> {
    return structuredClone(this.#table(table).get(key)) as T | undefined;
  }

  async keys(table: Table, prefix: string): Promise<string[]> {
    return [...this.#table(table).keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  async list<T>(table: Table, prefix: string): Promise<T[]> {
    const keys = await this.keys(table, prefix);
    return keys.map((key) => structuredClone(this.#table(table).get(key)) as T);
  }

  async commit(changes: readonly Change[], guard?: Guard): Promise<boolean> {
    if (guard !== undefined) {
      const stored = this.#table("workers").get(guard.worker) as { revision: number } | undefined;
      if ((stored?.revision ?? null) !== guard.revision) return false;
    }
    for (const change of changes) {
      const table = this.#table(change.table);
      if ("remove" in change) table.delete(change.key);
      else table.set(change.key, structuredClone(change.value));
    }
    return true;
  }

  async clear(): Promise<void> {
    for (const table of this.#tables.values()) table.clear();
  }
}
