/** Whose turn it is: a few workers at a time, each by one tab only. */

import { syncWorker, whoseTurn } from "./client.ts";
import { type Context, update } from "./context.ts";
import { workers } from "./kept.ts";

const AT_ONCE = 4;

export class Scheduler {
  /** Nothing is asked before a person has opened a link. */
  allowed = false;
  readonly #context: Context;
  readonly #onBusy: (busy: ReadonlySet<string>) => void;
  readonly #onFailed: (error: unknown) => void;
  readonly #busy = new Set<string>();
  /** Who was asked about since the page was opened: everybody is, at once. */
  readonly #asked = new Set<string>();
  #ticking = false;

  constructor(
    context: Context,
    onBusy: (busy: ReadonlySet<string>) => void,
    onFailed: (error: unknown) => void,
  ) {
    this.#context = context;
    this.#onBusy = onBusy;
    this.#onFailed = onFailed;
  }

  /** Asks about those whose turn it is. */
  async tick(): Promise<void> {
    if (!this.allowed || this.#ticking) return;
    this.#ticking = true;
    let again = false;
    try {
      const all = await workers(this.#context);
      const visible = document.visibilityState === "visible";
      const fresh = all.filter(({ id }) => !this.#asked.has(id));
      const turn = [...fresh, ...whoseTurn(all, this.#context.now(), visible).filter(({ id }) => this.#asked.has(id))];
      const free = turn.filter(({ id }) => !this.#busy.has(id)).slice(0, AT_ONCE - this.#busy.size);
      await Promise.all(free.map(({ id }) => this.now(id)));
      again = free.length > 0 && fresh.length > free.length;
    } catch (error) {
      this.#onFailed(error);
    } finally {
      this.#ticking = false;
    }
    // While people are left who were not asked about since the opening, it goes on without a pause.
    if (again) void this.tick();
  }

  /** Asks about one worker now. */
  async now(id: string): Promise<void> {
    if (!this.allowed || this.#busy.has(id)) return;
    this.#busy.add(id);
    this.#asked.add(id);
    this.#onBusy(new Set(this.#busy));
    try {
      await alone(id, () => syncWorker(this.#context, id));
    } catch (error) {
      this.#onFailed(error);
    } finally {
      this.#busy.delete(id);
      this.#onBusy(new Set(this.#busy));
    }
  }

  /** The network is back: nobody waits for the next attempt. */
  async everyoneNow(): Promise<void> {
    if (!this.allowed) return;
    for (const { id, reach } of await workers(this.#context)) {
      if (reach.failures === 0) continue;
      await update(this.#context, id, (worker) => {
        worker.reach = { ...worker.reach, nextTryMs: 0 };
        return [];
      });
    }
    await this.tick();
  }
}

/** Runs only if no other tab works on the same worker. Browsers without locks rely on guarded commits alone. */
async function alone(id: string, work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) {
    await work();
    return;
  }
  await navigator.locks.request(`sync ${id}`, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
  });
}
