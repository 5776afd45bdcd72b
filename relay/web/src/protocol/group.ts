/** The group: what one sync of this page carries to the relay, always four rows. */

import { type Bytes, byte, join, padded, u64 } from "./bytes.ts";
import { ProtocolError } from "./errors.ts";
import * as labels from "./labels.ts";
import { HPKE_OVERHEAD, hpkeSeal, type Random } from "./primitives.ts";
import { TIMER_COMMAND } from "./timer.ts";

export const ROWS = 4;
export const GROUP = ROWS * 1_280;
const VERSION = 1;

export interface Row {
  sendId: Bytes;
  capability: Bytes;
  cell: Bytes;
}

/** Seals up to four rows and a timer command; discard rows fill what is left. */
export async function sealGroup(
  count: number,
  timer: Bytes,
  rows: readonly Row[],
  discard: readonly { sendId: Bytes; capability: Bytes }[],
  relayKey: Bytes,
  random: Random,
): Promise<Bytes> {
  if (rows.length > ROWS || timer.length !== TIMER_COMMAND) throw new ProtocolError("length", "group");
  const cover = discard.slice(0, ROWS - rows.length).map((id) => ({ ...id, cell: random(1_024) }));
  const all = [...rows, ...cover];
  if (all.length !== ROWS) throw new ProtocolError("length", "group");
  const parts: Uint8Array[] = [Uint8Array.of(VERSION, ROWS, 0, 0), u64(count), timer];
  // The relay part belongs to capsules, which this page does not send; a ring would be for a worker's phone.
  for (const row of all) parts.push(row.sendId, row.capability, byte(0), random(32), row.cell);
  const filled = join(...parts);
  const length = GROUP - HPKE_OVERHEAD;
  const plaintext = padded(length, filled, random(length - filled.length));
  return hpkeSeal(relayKey, labels.GROUP, Uint8Array.of(VERSION, ROWS), plaintext);
}
