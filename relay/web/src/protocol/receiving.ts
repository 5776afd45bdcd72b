/**
 * The receiver's end of a chain: which steps it can still open. It keeps marks (step, chain key, time) and searches
 * from the oldest of them, so that any order and a sender that was put back are understood.
 */

import { type Bytes, toHex } from "./bytes.ts";
import { type StepKeys, Walker } from "./chain.ts";
import { ProtocolError } from "./errors.ts";

export const WINDOW = 512;
export const REACH = 65_536;
const MARK_STEPS = 4_096;
const SPAN = 131_072;
const MAX_MARKS = 64;
const DAY_MS = 86_400_000;
const MARK_EVERY_MS = 6 * DAY_MS;
const MARK_KEPT_MS = 60 * DAY_MS;

export interface Mark {
  step: number;
  key: Bytes;
  made: number;
}

/** What is stored of a chain. */
export interface KeptChain {
  /** One past the highest step that was opened. */
  next: number;
  /** Never empty, steps ascending. */
  marks: Mark[];
}

export function newChain(key: Bytes, now: number): KeptChain {
  return { next: 0, marks: [{ step: 0, key, made: now }] };
}

export class ReceivingChain {
  #next: number;
  #marks: Mark[];
  /** Keys derived so far by tag: made only when a cell asks for them. */
  readonly #tags = new Map<string, StepKeys>();
  /** From the next expected step on. */
  #ahead: Walker;
  /** From the oldest mark up to where `#ahead` began. */
  #behind: Walker;
  readonly #began: number;

  constructor(kept: KeptChain) {
    this.#next = kept.next;
    this.#marks = kept.marks.map((mark) => ({ ...mark }));
    this.#ahead = this.#walker(this.#next);
    this.#behind = this.#walker(this.first);
    this.#began = this.#next;
  }

  kept(): KeptChain {
    return { next: this.#next, marks: this.#marks.map((mark) => ({ ...mark })) };
  }

  /** The first step that can still be opened. */
  get first(): number {
    return this.#marks[0]?.step ?? 0;
  }

  get highest(): number | null {
    return this.#next === 0 ? null : this.#next - 1;
  }

  /** One past the last step that is looked at without a long search. */
  get windowEnd(): number {
    return this.#next + WINDOW;
  }

  get reachEnd(): number {
    return this.#next + REACH;
  }

  #walker(step: number): Walker {
    let from = this.#marks[0];
    for (const mark of this.#marks) if (mark.step <= step) from = mark;
    if (from === undefined || from.step > step) throw new ProtocolError("out-of-reach", "step");
    const walker = new Walker(from.step, from.key);
    walker.goTo(step);
    return walker;
  }

  /** The keys of a tag within the window. */
  find(tag: string): StepKeys | null {
    // What is expected next is looked at first, so that an ordinary day costs a few derivations.
    while (!this.#tags.has(tag) && this.#ahead.step < this.windowEnd) this.#derive(this.#ahead);
    while (!this.#tags.has(tag) && this.#behind.step < this.#began) this.#derive(this.#behind);
    return this.#tags.get(tag) ?? null;
  }

  /**
   * Searches on for several tags, as far as a receiver goes. Yields between slices, so that a long search does not
   * stop the page.
   */
  async findBeyond(tags: ReadonlySet<string>, pause: () => Promise<void>): Promise<StepKeys | null> {
    for (const tag of tags) {
      const known = this.#tags.get(tag);
      if (known !== undefined) return known;
    }
    const walker = new Walker(this.#ahead.step, this.#ahead.key);
    while (walker.step < this.reachEnd) {
      const keys = walker.next();
      if (tags.has(toHex(keys.tag))) return keys;
      if (walker.step % 512 === 0) await pause();
    }
    return null;
  }

  #derive(walker: Walker): void {
    const keys = walker.next();
    this.#tags.set(toHex(keys.tag), keys);
  }

  keysAt(step: number): StepKeys {
    if (step < this.first || step >= this.reachEnd) throw new ProtocolError("out-of-reach", "step");
    return this.#walker(step).next();
  }

  /** Records that an authentic cell of `step` was opened. */
  opened(step: number, now: number): void {
    if (step < this.first || step >= this.reachEnd) throw new ProtocolError("out-of-reach", "step");
    this.#next = Math.max(this.#next, step + 1);
    this.tend(now);
  }

  /** Makes and drops marks by age. A clock that went back drops nothing. */
  tend(now: number): void {
    for (const mark of this.#marks) mark.made = Math.min(mark.made, now);
    const newest = this.#marks[this.#marks.length - 1];
    const used = this.#next - (newest?.step ?? 0);
    const old = newest !== undefined && now - newest.made >= MARK_EVERY_MS;
    if (used >= MARK_STEPS || (used > 0 && old)) {
      this.#marks.push({ step: this.#next, key: this.#walker(this.#next).key, made: now });
    }
    for (;;) {
      const [oldest, second] = this.#marks;
      if (oldest === undefined || second === undefined) break;
      const aged = now - second.made >= MARK_KEPT_MS;
      if (!(aged || this.#next - oldest.step > SPAN || this.#marks.length > MAX_MARKS)) break;
      this.#marks.shift();
    }
  }
}
