// The icon: a pale ring on a dark ground. It says nothing about what the page is for.
import { zlibSync } from "fflate";

const GROUND = [10, 82, 99];
const RING = [233, 244, 247];

export const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#0a5263"/>' +
  '<circle cx="32" cy="32" r="14" fill="none" stroke="#e9f4f7" stroke-width="6"/></svg>\n';

/** The same as PNG, `size` pixels wide and high. */
export function png(size) {
  const rows = [];
  for (let y = 0; y < size; y++) {
    const row = [0];
    for (let x = 0; x < size; x++) {
      const away = Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) * (64 / size);
      // One pixel of softness at both edges of the ring.
      const inside = Math.max(0, Math.min(1, (3 - Math.abs(away - 14)) * (size / 64) + 0.5));
      for (let c = 0; c < 3; c++) row.push(Math.round(GROUND[c] + (RING[c] - GROUND[c]) * inside));
    }
    rows.push(Uint8Array.from(row));
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = zlibSync(join(rows), { level: 9 });
  const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
  return join([signature, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", new Uint8Array(0))]);
}

function join(parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function chunk(name, data) {
  const body = join([Uint8Array.from(name, (c) => c.charCodeAt(0)), data]);
  const [length, sum] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(0, data.length);
  new DataView(sum.buffer).setUint32(0, crc(body));
  return join([length, body, sum]);
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}
