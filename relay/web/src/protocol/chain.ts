/** Chains: from the root of a pair to one message key and one tag for each step, and the sender's end. */

import { type Bytes, byte, join, toHex } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { expand, hkdf } from "./primitives.ts";

export const TO_CONTACT = 1;
export const TO_WORKER = 2;
/** Notices of the relay itself. */
export const FROM_RELAY = 3;
export type Direction = typeof TO_CONTACT | typeof TO_WORKER | typeof FROM_RELAY;

/** Origins 0–3 are vaults, 4 the locked screen, 5–6 phrases. */
export const ORIGINS = [0, 1, 2, 3, 4, 5, 6] as const;
export const LOBBY = 4;

const EMPTY = new Uint8Array(0);
/** A chain ends after step 2³²−2. */
const LAST_STEP = 0xffff_fffe;

export interface StepKeys {
  step: number;
  tag: Bytes;
  messageKey: Bytes;
}

export function chainKey(root: Bytes, direction: Direction, origin: number, instance: number): Bytes {
  return hkdf(root, EMPTY, join(labels.CHAIN, Uint8Array.of(direction, origin, instance)), 32);
}

export function sendCapability(root: Bytes, direction: Direction): Bytes {
  return hkdf(root, EMPTY, join(labels.SEND_CAPABILITY, byte(direction)), 32);
}

/** A chain key on its way forward. */
export class Walker {
  step: number;
  key: Bytes;

  constructor(step: number, key: Bytes) {
    this.step = step;
    this.key = key;
  }

  /** Takes one step; throws "ended" past the last. */
  next(): StepKeys {
    if (this.step > LAST_STEP) throw new ProtocolError("ended", "chain");
    const out = expand(this.key, labels.STEP, 80);
    const keys = { step: this.step, messageKey: out.slice(0, 32), tag: out.slice(32, 48) };
    this.key = out.slice(48);
    this.step += 1;
    return keys;
  }

  goTo(step: number): void {
    while (this.step < step) this.next();
  }
}

/** Tags are looked up by their hexadecimal form. */
export function tagOf(cell: Uint8Array): string {
  return toHex(cell.subarray(0, 16));
}

/** After a rollback, chains towards the worker go on at a multiple of this, which is what the worker looks for. */
export const REPLY_GRID = 256;
const ROLLBACK_MARGIN = 128;
const ROLLBACK_BELIEVED = 16_384;

/** Where a chain towards the worker goes on after `lost` of our groups turned out to be missing here. */
export function stepAfterRollback(step: number, lost: number): number {
  const ahead = step + ROLLBACK_MARGIN + Math.min(lost, ROLLBACK_BELIEVED);
  return Math.ceil(ahead / REPLY_GRID) * REPLY_GRID;
}
