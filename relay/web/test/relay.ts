// A relay in memory, as far as the page meets it, and a worker who sends: so that reading and sending are tested with a
// clock that only the test moves. Whole scenarios with the real relay are in tests/web.
import assert from "node:assert/strict";
import { x25519 } from "@noble/curves/ed25519.js";
import { NONCE, seal } from "../src/protocol/aead.ts";
import { type Bytes, byte, equal, join, padded, Reader, toHex, u32, u64 } from "../src/protocol/bytes.ts";
import { cbor } from "../src/protocol/cbor.ts";
import { sealCell } from "../src/protocol/cell.ts";
import { chainKey, type Direction, FROM_RELAY, TO_CONTACT, TO_WORKER, Walker } from "../src/protocol/chain.ts";
import { openCell } from "../src/protocol/cell.ts";
import { readEnvelope } from "../src/protocol/envelope.ts";
import * as labels from "../src/protocol/labels.ts";
import { type FamilyLink, familyKeys, writeLink } from "../src/protocol/link.ts";
import { noticeKeys } from "../src/protocol/notice.ts";
import { type Assembly, envelopeDigest, insertPart, newAssembly, split } from "../src/protocol/parts.ts";
import { expand, hkdf, hpkeOpen, type Random, sha256 } from "../src/protocol/primitives.ts";
import { MemoryStore } from "../src/store/memory.ts";
import type { Store } from "../src/store/store.ts";
import type { Context } from "../src/sync/context.ts";
import { type Transport, TransportError } from "../src/sync/transport.ts";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const START = 1_790_000_040_000;

/** Chance that is the same in every run. */
export function chance(seed: number): Random {
  let counter = 0;
  return (length) => {
    counter += 1;
    return hkdf(u64(seed), u64(counter), new Uint8Array(0), length);
  };
}

interface Stored {
  id: bigint;
  arrivalMinute: number;
  ageS: number;
  sendId: Bytes;
  cell: Bytes;
}

export class FakeRelay {
  nowMs = START;
  /** What goes wrong with the next requests. */
  broken: "unreachable" | "garbage" | "busy" | null = null;
  /** Answers are lost after they were carried out. */
  deaf = false;
  mailboxLimit = 1_024;
  /** What is listed of this contact's alerts; null: it answers nothing about them. */
  routes: { id: Bytes; kind: number; state: number }[] | null = [];
  readonly secret = sha256(byte(7));
  readonly key = x25519.getPublicKey(this.secret) as Bytes;
  readonly asked: string[] = [];
  /** Cursors of fetches that said that a person has looked. */
  readonly looked: bigint[] = [];
  readonly mailboxes = new Map<string, { reader: string; capability: string; cells: Stored[] }>();
  readonly discards = new Map<string, { reader: string; capability: string }>();
  readonly readers = new Map<string, string>();
  readonly counts = new Map<string, bigint>();
  /** The id of the next cell. */
  next = 1n;
  seq = 1n;

  readonly transport: Transport = async (_relay, path, body, length) => {
    this.asked.push(path);
    if (this.broken === "unreachable") throw new TransportError("unreachable");
    if (this.broken === "garbage") return new Uint8Array(length).fill(0xee);
    const answer = await this.#answer(path, body);
    assert.equal(answer.length, length);
    if (this.deaf) throw new TransportError("unreachable");
    return answer;
  };

  async #answer(path: string, body: Bytes): Promise<Bytes> {
    const busy = this.broken === "busy" ? 2 : 0;
    if (path === "v1/register") return this.#register(body, busy);
    if (path === "v1/fetch") return this.#fetch(body, busy);
    if (path === "v1/sync") return this.#sync(body);
    if (path === "v1/route" && this.routes !== null) {
      const listed = this.routes.map(({ id, kind, state }) => join(id, Uint8Array.of(kind, state)));
      return padded(256, Uint8Array.of(1, busy, listed.length, 0, 0, 0, 0, 0), u64(this.seq), ...listed);
    }
    throw new TransportError("refused");
  }

  #register(body: Bytes, busy: number): Bytes {
    const reader = new Reader(body.slice(4));
    const [id, capability] = [toHex(reader.take(16)), toHex(sha256(reader.take(32)))];
    const known = this.readers.get(id);
    const wrong = known !== undefined && known !== capability;
    if (!busy && !wrong) this.readers.set(id, capability);
    const statuses = Array.from({ length: 16 }, () => {
      const entry = new Reader(reader.take(177));
      const [op, target, hash] = [entry.u8(), toHex(entry.take(16)), toHex(entry.take(32))];
      if (op === 0 || busy || wrong) return 0;
      const table = op === 1 ? this.mailboxes : this.discards;
      const owner = table.get(target)?.reader;
      if (owner !== undefined && owner !== id) return 1;
      if (op === 1) this.mailboxes.set(target, { reader: id, capability: hash, cells: this.mailboxes.get(target)?.cells ?? [] });
      else this.discards.set(target, { reader: id, capability: hash });
      return 0;
    });
    return join(Uint8Array.of(1, busy || (wrong ? 1 : 0)), new Uint8Array(6), u64(this.seq), Uint8Array.from(statuses));
  }

  #fetch(body: Bytes, busy: number): Bytes {
    const reader = new Reader(body.slice(4));
    const [id, capability] = [toHex(reader.take(16)), toHex(sha256(reader.take(32)))];
    const cursor = reader.u64();
    reader.u64();
    const acknowledged = Array.from({ length: 16 }, () => reader.u64());
    if (reader.u8() === 1) this.looked.push(cursor);
    const known = this.readers.get(id) === capability;
    const outcome = busy || (known ? 0 : 1);
    const mine = known ? [...this.mailboxes.values()].filter((box) => box.reader === id) : [];
    for (const box of mine) box.cells = box.cells.filter((cell) => !acknowledged.includes(cell.id));
    const cells = mine.flatMap((box) => box.cells).filter((cell) => cell.id > cursor);
    cells.sort((a, b) => (a.id < b.id ? -1 : 1));
    const items = cells.slice(0, 16).map((c) => join(u64(c.id), u32(c.arrivalMinute), u32(c.ageS), c.sendId, c.cell));
    const head = join(Uint8Array.of(1, outcome, items.length, cells.length > 16 ? 1 : 0, 0, 0, 0, 0), u64(this.seq));
    return padded(16_928, head, u32(Math.floor(this.nowMs / 60_000)), new Uint8Array(12), ...items);
  }

  async #sync(body: Bytes): Promise<Bytes> {
    const id = toHex(body.slice(4, 20));
    const capability = toHex(sha256(body.slice(20, 52)));
    const ageS = new DataView(body.buffer).getUint32(52);
    const plain = new Reader(await hpkeOpen(this.secret, labels.GROUP, Uint8Array.of(1, 4), body.slice(448)));
    plain.skip(4);
    const count = plain.u64();
    plain.skip(125);
    const statuses = [255, 255, 255, 255, 255, 255, 255, 255];
    for (let row = 0; row < 4; row++) {
      const [sendId, right] = [plain.take(16), toHex(sha256(plain.take(32)))];
      plain.skip(33);
      statuses[row] = this.put(sendId, right, plain.take(1_024), ageS);
    }
    const known = this.readers.get(id) === capability;
    const highest = this.counts.get(id) ?? 0n;
    if (known && count > highest) this.counts.set(id, count);
    const said = known ? (this.counts.get(id) ?? count) : count;
    const head = join(Uint8Array.of(1, known ? 0 : 1, 0), new Uint8Array(5), Uint8Array.from(statuses));
    return padded(4_128, head, u64(said), u64(this.seq));
  }

  put(sendId: Bytes, capabilityHash: string, cell: Bytes, ageS: number): number {
    const name = toHex(sendId);
    if (this.discards.get(name)?.capability === capabilityHash) return 1;
    const box = this.mailboxes.get(name);
    if (box === undefined) return 3;
    if (box.capability !== capabilityHash) return 4;
    if (box.cells.some((known) => equal(known.cell, cell))) return 0;
    if (box.cells.length >= this.mailboxLimit) return 2;
    const arrivalMinute = Math.floor(this.nowMs / 60_000);
    box.cells.push({ id: this.next, arrivalMinute, ageS, sendId, cell });
    this.next += 1n;
    this.seq += 1n;
    return 0;
  }
}

/** A worker who sends to one family link, and can read what comes back. */
export class FakeWorker {
  readonly link: FamilyLink;
  readonly random: Random;
  readonly #relay: FakeRelay;
  readonly #chains = new Map<number, Walker>();
  counter = 0;
  plan: readonly [number, number] | null = [86_400, 43_200];

  constructor(relay: FakeRelay, seed: number) {
    this.#relay = relay;
    this.random = chance(seed);
    this.link = {
      secret: this.random(32),
      relay: "https://relay.example/",
      relayKey: relay.key,
      language: "en",
      mainOrigin: 0,
    };
    const { outbox } = familyKeys(this.link.secret);
    this.#relay.mailboxes.set(toHex(outbox.sendId), {
      reader: `worker ${seed}`,
      capability: toHex(sha256(outbox.capability)),
      cells: [],
    });
  }

  get text(): string {
    return writeLink(this.link);
  }

  #walker(direction: Direction, origin: number, instance: number): Walker {
    return new Walker(0, chainKey(familyKeys(this.link.secret).root, direction, origin, instance));
  }

  /** The next step of an origin's chain. */
  step(origin: number) {
    const walker = this.#chains.get(origin) ?? this.#walker(TO_CONTACT, origin, 0);
    this.#chains.set(origin, walker);
    return walker.next();
  }

  skip(origin: number, steps: number): void {
    for (let i = 0; i < steps; i++) this.step(origin);
  }

  envelope(kind: number, body: Bytes, timeMs = this.#relay.nowMs): Bytes {
    this.counter += 1;
    const plan = this.plan === null ? [] : [[3, cbor.array(this.plan.map((n) => cbor.uint(n)))] as [number, Bytes]];
    return cbor.map([
      [0, cbor.uint(kind)],
      [1, cbor.uint(this.counter)],
      [2, cbor.uint(timeMs)],
      ...plan,
      [4, cbor.bytes(body)],
    ]);
  }

  /** The cells of a message; they are sent by `put`. */
  seal(kind: number, body: Bytes, { origin = 0, event = this.random(16) } = {}): { event: Bytes; cells: Bytes[]; tags: Bytes[]; keys: Bytes[] } {
    const sealed = split(this.envelope(kind, body), event).map((part) => {
      const keys = this.step(origin);
      return { cell: sealCell(keys.messageKey, keys.tag, TO_CONTACT, part, this.random), keys };
    });
    return {
      event,
      cells: sealed.map(({ cell }) => cell),
      tags: sealed.map(({ keys }) => keys.tag),
      keys: sealed.map(({ keys }) => keys.messageKey),
    };
  }

  put(cells: readonly Bytes[], ageS = 0): number[] {
    const { inbox } = familyKeys(this.link.secret);
    const right = toHex(sha256(inbox.capability));
    return cells.map((cell) => this.#relay.put(inbox.sendId, right, cell, ageS));
  }

  checkIn(note = "", { origin = 0, ageS = 0 } = {}): Bytes {
    const entries: [number, Bytes][] = [[0, cbor.uint(0)]];
    if (note !== "") entries.push([1, cbor.text(note)]);
    const { event, cells } = this.seal(1, cbor.map(entries), { origin });
    assert.ok(this.put(cells, ageS).every((status) => status === 0));
    return event;
  }

  sos(note = ""): Bytes {
    const { event, cells } = this.seal(2, cbor.map(note === "" ? [] : [[0, cbor.text(note)]]));
    this.put(cells);
    return event;
  }

  allClear(sos: Bytes, origin = 0): void {
    this.put(this.seal(3, cbor.map([[0, cbor.bytes(sos)]]), { origin }).cells);
  }

  /** A plan message: armed 1, paused 2, ended 3. */
  tellPlan(state: number, { generation = 1, pauseS = 0, origin = 0, lodgeKey = sha256(byte(generation)) } = {}): void {
    const person = [cbor.uint(0), cbor.text("Ben"), cbor.bytes(new Uint8Array(32).fill(9))];
    const entries: [number, Bytes][] = [
      [0, cbor.uint(state)],
      [1, cbor.bytes(new Uint8Array(16).fill(5 + origin))],
      ...(state === 1 ? [[2, cbor.bytes(lodgeKey)] as [number, Bytes]] : []),
      [3, cbor.array([0, 43_200, 86_400].map((delay) => cbor.uint(delay)))],
      [4, cbor.uint(7)],
      [5, cbor.uint(0)],
      [6, cbor.array([cbor.array(person)])],
      ...(state === 2 ? [[7, cbor.uint(pauseS)] as [number, Bytes]] : []),
      [8, cbor.uint(generation)],
    ];
    this.put(this.seal(10, cbor.map(entries), { origin }).cells);
  }

  /** The relay tells a step: the minute at which it was missed is an hour ago. */
  stepTold(step: number): void {
    const missed = Math.floor(this.#relay.nowMs / 60_000) - 60;
    this.notice(1, [[3, cbor.uint(step)], [4, cbor.uint(3)], [6, cbor.uint(missed)]]);
  }

  /** A notice of the relay in this contact's mailbox. */
  notice(number: number, entries: readonly [number, Bytes][]): void {
    const keys = noticeKeys(familyKeys(this.link.secret).inbox.capability);
    const r = this.random(8);
    const tag = join(r, expand(keys.tagKey, join(labels.NOTICE_TAG, r), 16).slice(0, 8));
    const minute = Math.floor(this.#relay.nowMs / 60_000);
    const fragment = cbor.map([
      [0, cbor.uint(number)],
      [1, cbor.bytes(new Uint8Array(16).fill(5))],
      [2, cbor.uint(minute)],
      ...entries,
    ]);
    const body = { event: this.random(16), part: 0, parts: 1, digest: envelopeDigest(fragment), fragment };
    this.put([sealCell(keys.noticeKey, tag, FROM_RELAY, body, this.random)]);
  }

  /** What the page has sent: the kinds of messages by instance, and how many receipts. */
  heard(): { said: string[]; others: number } {
    const { outbox } = familyKeys(this.link.secret);
    const cells = this.#relay.mailboxes.get(toHex(outbox.sendId))?.cells ?? [];
    const said: string[] = [];
    const assemblies = new Map<string, Assembly>();
    let others = 0;
    for (const { cell } of cells) {
      let found = false;
      for (let instance = 0; instance < 8 && !found; instance++) {
        const walker = this.#walker(TO_WORKER, this.link.mainOrigin, instance);
        for (let step = 0; step < 600 && !found; step++) {
          const keys = walker.next();
          if (!equal(keys.tag, cell.subarray(0, 16))) continue;
          found = true;
          const body = openCell(cell, keys.messageKey, TO_WORKER);
          const assembly = assemblies.get(toHex(body.event)) ?? newAssembly(body.event);
          assemblies.set(toHex(body.event), assembly);
          const whole = insertPart(assembly, body, keys.messageKey);
          if (whole === null) continue;
          const { message } = readEnvelope(whole.envelope);
          const kind = message.kind === "reply" ? (message.text ?? message.reply) : message.kind;
          said.push(`${kind} ${instance}/${keys.step}`);
        }
      }
      if (!found) others += 1;
    }
    return { said, others };
  }
}

/** Not used for anything but sealing capsules in tests. */
export function sealCapsule(firstKey: Bytes, relayPart: Bytes, event: Bytes, trail: Bytes, random: Random): Bytes {
  const key = hkdf(join(firstKey, relayPart), new Uint8Array(0), labels.CAPSULE, 32);
  const nonce = random(NONCE);
  return join(nonce, seal(key, nonce, join(byte(1), event), padded(400, trail)));
}

export interface Page extends Context {
  clock: { ms: number; somebody: boolean };
}

/** A browser with the page, at the relay's time unless moved. */
export function page(relay: FakeRelay, seed: number, store: Store = new MemoryStore()): Page {
  const clock = { ms: 0, somebody: false };
  return {
    store,
    transport: relay.transport,
    now: () => relay.nowMs + clock.ms,
    random: chance(seed),
    looks: () => clock.somebody,
    pause: async () => {},
    changed: () => {},
    clock,
  };
}
