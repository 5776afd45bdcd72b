/**
 * Whether a person has this page in front of them, and whom they see. A window that was left open counts for a few
 * minutes: nobody is to be told "seen", and no alert is to fall silent, because of a screen that nobody looks at.
 */

const LASTS_MS = 5 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "focusin"] as const;

/** One worker's id, everybody at once, or nobody. */
export type Seen = { worker: string } | "everybody" | "nobody";

export class Attention {
  #seen: Seen = "nobody";
  #lastMs: number;
  readonly #now: () => number;
  readonly #visible: () => boolean;
  readonly #hearers = new Set<() => void>();

  /** A person has just opened the page. */
  constructor(now: () => number, visible: () => boolean) {
    this.#now = now;
    this.#visible = visible;
    this.#lastMs = now();
  }

  /** Notices what a person does; until the returned function is called. */
  listen(): () => void {
    const sign = () => this.sign();
    SIGNS.forEach((name) => addEventListener(name, sign, { passive: true, capture: true }));
    document.addEventListener("visibilitychange", sign);
    return () => {
      SIGNS.forEach((name) => removeEventListener(name, sign, { capture: true }));
      document.removeEventListener("visibilitychange", sign);
    };
  }

  /** Somebody did something here. */
  sign(): void {
    if (!this.#visible()) return;
    const away = !this.#here();
    this.#lastMs = this.#now();
    if (away) this.#hearers.forEach((hear) => hear());
  }

  /** The view now shows these. */
  show(seen: Seen): void {
    this.#seen = seen;
  }

  /** Whether a person has in front of them what came from this worker. */
  looks(worker: string): boolean {
    const seen = this.#seen;
    if (!this.#visible() || !this.#here() || seen === "nobody") return false;
    return seen === "everybody" || seen.worker === worker;
  }

  /** Calls when a person is here again after a while. */
  onReturn(hear: () => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  #here(): boolean {
    const passed = this.#now() - this.#lastMs;
    // A clock that was set back says nothing.
    return passed >= 0 && passed < LASTS_MS;
  }
}
