/** The store over IndexedDB. */

import { type Change, type Guard, type Store, StoreError, type Table, TABLES } from "./store.ts";

const VERSION = 1;

/** Opens it, or says why not. */
export async function openIndexed(name: string, factory: IDBFactory): Promise<Store> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = factory.open(name, VERSION);
    asked.onupgradeneeded = () => {
      // Version 0 is a database that was not there. A later version adds its tables here.
      for (const table of TABLES) asked.result.createObjectStore(table);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new DOMException("blocked", "AbortError"));
  }).catch((error: unknown) => {
    throw new StoreError(nameOf(error) === "VersionError" ? "too-new" : "not-available", { cause: error });
  });
  // Another tab with a newer page wants to change the tables: let it.
  database.onversionchange = () => database.close();
  return new IndexedStore(database);
}

function nameOf(error: unknown): string {
  return error instanceof DOMException || error instanceof Error ? error.name : "";
}

class IndexedStore implements Store {
  readonly lasting = true;
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  get<T>(table: Table, key: string): Promise<T | undefined> {
    return this.#read<T | undefined>(table, (store) => store.get(key));
  }

  list<T>(table: Table, prefix: string): Promise<T[]> {
    return this.#read<T[]>(table, (store) => store.getAll(range(prefix)));
  }

  keys(table: Table, prefix: string): Promise<string[]> {
    return this.#read<string[]>(table, (store) => store.getAllKeys(range(prefix)));
  }

  #read<T>(table: Table, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    return new Promise((resolve, reject) => {
      const asked = ask(this.#database.transaction(table, "readonly").objectStore(table));
      asked.onsuccess = () => resolve(asked.result as T);
      asked.onerror = () => reject(new StoreError("not-available", { cause: asked.error }));
    });
  }

  commit(changes: readonly Change[], guard?: Guard): Promise<boolean> {
    const tables = new Set<Table>(changes.map((change) => change.table));
    if (guard !== undefined) tables.add("workers");
    if (tables.size === 0) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction([...tables], "readwrite");
      let held = true;
      const write = () => {
        for (const change of changes) {
          const table = transaction.objectStore(change.table);
          if ("remove" in change) table.delete(change.key);
          else table.put(change.value, change.key);
        }
      };
      transaction.oncomplete = () => resolve(held);
      transaction.onerror = () => {};
      transaction.onabort = () => {
        const full = nameOf(transaction.error) === "QuotaExceededError";
        reject(new StoreError(full ? "no-room" : "not-available", { cause: transaction.error }));
      };
      if (guard === undefined) {
        write();
        return;
      }
      const asked = transaction.objectStore("workers").get(guard.worker);
      asked.onsuccess = () => {
        const stored = asked.result as { revision: number } | undefined;
        held = (stored?.revision ?? null) === guard.revision;
        if (held) write();
      };
    });
  }

  clear(): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction([...TABLES], "readwrite");
      for (const table of TABLES) transaction.objectStore(table).clear();
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(new StoreError("not-available", { cause: transaction.error }));
    });
  }
}

function range(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}
