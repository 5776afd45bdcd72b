import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bytes, fromHex, join, toHex } from "../src/protocol/bytes.ts";
import { openCapsule } from "../src/protocol/capsule.ts";
import { openCell, sealCell } from "../src/protocol/cell.ts";
import { chainKey, type Direction, sendCapability, Walker } from "../src/protocol/chain.ts";
import { readEnvelope, writeEnvelope } from "../src/protocol/envelope.ts";
import { sealGroup } from "../src/protocol/group.ts";
import { readDossierAnswer, writeDossierGet } from "../src/protocol/dossier-request.ts";
import * as labels from "../src/protocol/labels.ts";
import { type Message, writeHello, writeReceipt, writeReply } from "../src/protocol/message.ts";
import { insertPart, newAssembly, split } from "../src/protocol/parts.ts";
import { decodeTrail, type Place } from "../src/protocol/place.ts";
import { dueAt, missedAt, planTiming, standing } from "../src/protocol/plan.ts";
import { hpkeOpen, sha256, systemRandom } from "../src/protocol/primitives.ts";
import { readRoute } from "../src/protocol/route-request.ts";
import { expectedReceipt, openReceipt, receiptRoot, sealReceipt } from "../src/protocol/receipt.ts";
import { newChain, ReceivingChain } from "../src/protocol/receiving.ts";
import {
  readFetch,
  readRegister,
  readSync,
  writeFetch,
  writeRegister,
  writeSync,
} from "../src/protocol/requests.ts";
import { readTimerCommand, signHold, verifyTimerCommand } from "../src/protocol/timer.ts";
import { type Case, cases, refused, refusedLater } from "./vectors.ts";

const hash = (bytes: Bytes) => toHex(sha256(bytes));
const place = (p: Place) => ({
  accuracy_m: p.accuracyM,
  latitude_e7: p.latitudeE7,
  longitude_e7: p.longitudeE7,
  time_ms: p.timeMs,
});

test("wire cells open to what the vectors say, and spoilt ones do not", () => {
  for (const c of cases("wire_cell")) {
    const open = () => openCell(fromHex(c.cell), fromHex(c.message_key), c.direction);
    if (c.refused) {
      refused(open, c.name);
      continue;
    }
    const body = open();
    assert.deepEqual(
      {
        digest: toHex(body.digest),
        event: toHex(body.event),
        fragment: toHex(body.fragment),
        part: body.part,
        parts: body.parts,
        tag: c.cell.slice(0, 32),
      },
      c.opens_to,
      c.name,
    );
    const nonce = fromHex(c.cell.slice(32, 80));
    const again = sealCell(fromHex(c.message_key), fromHex(c.opens_to.tag), c.direction, body, () => nonce);
    assert.equal(toHex(again), c.cell, c.name);
  }
});

test("envelopes are split and joined as the vectors say", () => {
  const key = new Uint8Array(32);
  for (const c of cases("parts")) {
    const bodies = c.parts?.map((p: Case) => ({
      event: fromHex(p.event),
      part: p.part,
      parts: p.parts,
      digest: fromHex(p.digest),
      fragment: fromHex(p.fragment),
    }));
    if (c.refused) {
      const whole = () => {
        if (bodies === undefined) return split(fromHex(c.envelope), fromHex("e5".repeat(16)));
        const assembly = newAssembly(bodies[0].event);
        let out = null;
        for (const body of bodies) out = insertPart(assembly, body, key) ?? out;
        return out;
      };
      try {
        assert.equal(whole(), null, c.name);
      } catch {
        refused(whole, c.name);
      }
      continue;
    }
    const assembly = newAssembly(bodies[0].event);
    let whole = null;
    for (const body of bodies) whole = insertPart(assembly, body, key) ?? whole;
    assert.equal(toHex(whole?.envelope ?? key), c.envelope, c.name);
    assert.deepEqual(split(fromHex(c.envelope), bodies[0].event), bodies, c.name);
  }
});

function bodyOf(m: Message): unknown {
  const trail = (places: Place[] | null) => places?.map(place) ?? null;
  switch (m.kind) {
    case "check-in":
      return {
        battery: m.battery,
        capsule: m.capsule && toHex(m.capsule),
        note: m.note,
        place: m.place && place(m.place),
        state: ["ok", "uneasy", "moved"].indexOf(m.state),
      };
    case "sos":
      return { battery: m.battery, note: m.note, trail: trail(m.trail) };
    case "all-clear":
      return { sos: toHex(m.sos) };
    case "reply":
      return {
        about: m.about && toHex(m.about),
        reply: ["seen", "on-it", "text"].indexOf(m.reply),
        text: m.text,
      };
    case "hello":
      return { name: m.name, language: m.language };
    case "receipt":
      return { state: m.state, event: toHex(m.event) };
    case "last-place":
      return { trail: trail(m.trail), battery: m.battery };
    default:
      return {};
  }
}

test("envelopes read as the vectors say, and what is refused is refused with a typed error", () => {
  for (const c of cases("envelope")) {
    if (c.refused) {
      refused(() => readEnvelope(fromHex(c.bytes)), c.name);
      continue;
    }
    const read = readEnvelope(fromHex(c.bytes));
    assert.equal(read.counter, c.reads_as.counter, c.name);
    assert.equal(read.timeMs, c.reads_as.time_ms, c.name);
    const plan = read.plan && [read.plan.intervalS, read.plan.graceS];
    assert.deepEqual(plan, c.reads_as.plan, c.name);
    if (read.message.kind === "unknown") {
      assert.equal(c.reads_as.known, false, c.name);
    } else if (c.reads_as.kind < 10) {
      assert.deepEqual(bodyOf(read.message), c.reads_as.body, c.name);
    }
  }
});

test("what this page writes are the canonical bytes of the vectors", () => {
  const named = new Map(cases("envelope").map((c) => [c.name, c]));
  const write = (name: string, body: (b: Case) => [number, Bytes]) => {
    const c = named.get(name);
    assert.ok(c, name);
    const { counter, time_ms } = c.reads_as;
    assert.equal(toHex(writeEnvelope(counter, time_ms, body(c.reads_as.body))), c.bytes, name);
  };
  const about = (b: Case) => (b.about === null ? null : fromHex(b.about));
  write("reply_seen", (b) => writeReply("seen", about(b)));
  write("reply_on_it", (b) => writeReply("on-it", about(b)));
  write("reply_text", (b) => writeReply({ text: b.text }, about(b)));
  write("hello", (b) => writeHello(b.name, b.language));
  write("receipt", (b) => writeReceipt(b.state, fromHex(b.event)));
});

test("trails read as the vectors say", () => {
  for (const c of cases("trail")) {
    if (c.refused) refused(() => decodeTrail(fromHex(c.packed)), c.name);
    else assert.deepEqual(decodeTrail(fromHex(c.packed)).map(place), c.reads_as, c.name);
  }
});

test("capsules open under both parts and under nothing less", () => {
  for (const c of cases("capsule")) {
    const [capsule, event, key, part] = [c.capsule, c.event, c.message_key, c.relay_part].map(fromHex);
    const open = () => openCapsule(capsule as Bytes, event as Bytes, key as Bytes, part as Bytes);
    if (c.refused) refused(open, c.name);
    else assert.deepEqual(open().map(place), c.opens_to, c.name);
  }
});

test("receipts are sealed and opened as the vectors say", () => {
  for (const c of cases("receipt")) {
    const root = receiptRoot(fromHex(c.message_key));
    const open = () => openReceipt(root, c.state, fromHex(c.cell));
    if (c.refused) {
      refused(open, c.name);
      continue;
    }
    assert.equal(toHex(root), c.receipt_root, c.name);
    const { tag, key } = expectedReceipt(root, c.state);
    assert.deepEqual([toHex(tag), toHex(key)], [c.tag, c.key], c.name);
    const read = open();
    assert.deepEqual({ event: toHex(read.event), time_ms: read.timeMs }, c.opens_to, c.name);
    const ours = sealReceipt(root, c.state, read.event, read.timeMs, systemRandom);
    assert.equal(toHex(openReceipt(root, c.state, ours).event), c.opens_to.event, c.name);
  }
});

test("chains give the steps of the vectors, and a receiver keeps the marks that they say", () => {
  for (const c of cases("chain")) {
    if (c.opened) {
      const chain = new ReceivingChain(newChain(fromHex(c.chain_key_0), c.made_ms));
      for (const { step, time_ms } of c.opened) chain.opened(step, time_ms);
      assert.deepEqual(
        [chain.first, chain.highest, chain.windowEnd],
        [c.first_step, c.highest_step, c.window_end],
        c.name,
      );
      continue;
    }
    const root = fromHex(c.root);
    const key = chainKey(root, c.direction as Direction, c.origin, c.instance);
    assert.equal(toHex(key), c.chain_key_0, c.name);
    assert.equal(toHex(sendCapability(root, c.direction as Direction)), c.send_capability, c.name);
    const walker = new Walker(0, key);
    for (const step of c.steps) {
      walker.goTo(step.step);
      const keys = walker.next();
      assert.deepEqual(
        [toHex(keys.messageKey), toHex(keys.tag), toHex(walker.key)],
        [step.message_key, step.tag, step.next_chain_key],
        c.name,
      );
    }
  }
});

test("a step far ahead is found by the long search and no further than a receiver goes", async () => {
  const key = fromHex("61".repeat(32));
  const walker = new Walker(0, key);
  walker.goTo(65_535);
  const last = toHex(walker.next().tag);
  const past = toHex(walker.next().tag);
  const chain = new ReceivingChain(newChain(key, 0));
  const pause = async () => {};
  assert.equal(chain.find(last), null);
  assert.equal((await chain.findBeyond(new Set([last]), pause))?.step, 65_535);
  assert.equal(await chain.findBeyond(new Set([past]), pause), null);
});

test("steps are found in any order, again, and after the chain was stored and loaded", () => {
  const key = fromHex("61".repeat(32));
  const tags: string[] = [];
  const walker = new Walker(0, key);
  for (let i = 0; i < 40; i++) tags.push(toHex(walker.next().tag));
  let chain = new ReceivingChain(newChain(key, 0));
  for (const step of [7, 3, 39, 0, 39, 12]) {
    const found = chain.find(tags[step] as string);
    assert.equal(found?.step, step);
    chain.opened(step, step);
    chain = new ReceivingChain(chain.kept());
  }
  assert.equal(chain.highest, 39);
});

test("timer commands verify as the vectors say", () => {
  for (const c of cases("timer_command")) {
    const bytes = fromHex(c.bytes);
    const verified = verifyTimerCommand(bytes, fromHex(c.public_key));
    assert.equal(verified, !c.refused, c.name);
    if (!verified) continue;
    const { timer, counter, op, deltaS, hash } = readTimerCommand(bytes);
    assert.deepEqual(
      { timer: toHex(timer), counter: Number(counter), op, delta_s: deltaS, hash: toHex(hash) },
      c.verified,
      c.name,
    );
  }
});

test("a hold for more than a day, or for the first step, is not signed", () => {
  const [timer, seed] = [fromHex("54".repeat(16)), fromHex("11".repeat(32))];
  refused(() => signHold(timer, 1, 1, 60, seed), "step 1");
  refused(() => signHold(timer, 1, 2, 86_401, seed), "too long");
  assert.equal(signHold(timer, 1, 2, 86_400, seed).length, 125);
});

test("groups of this page open at the relay with its rows, and theirs open here", async () => {
  for (const c of cases("group")) {
    const secret = fromHex(c.relay_secret);
    const open = () => hpkeOpen(secret, labels.GROUP, Uint8Array.of(1, c.rows), fromHex(c.group));
    if (c.opens_to) {
      const plain = await open();
      assert.equal(Number(new DataView(plain.buffer).getBigUint64(4)), c.opens_to.count, c.name);
      assert.equal(toHex(plain.slice(12, 137)), c.opens_to.timer, c.name);
      const id = { sendId: fromHex("aa".repeat(16)), capability: fromHex("bb".repeat(32)) };
      const cell = systemRandom(1_024);
      const timer = plain.slice(12, 137);
      const relay = fromHex(c.relay_public);
      const ours = await sealGroup(7, timer, [{ ...id, cell }], [id, id, id], relay, systemRandom);
      const back = await hpkeOpen(secret, labels.GROUP, Uint8Array.of(1, 4), ours);
      assert.equal(toHex(back.slice(137, 137 + 48)), toHex(join(id.sendId, id.capability)), c.name);
      assert.equal(toHex(back.slice(137 + 81, 137 + 1_105)), toHex(cell), c.name);
    } else if (/flipped|another|short|sealed_as/.test(c.name)) {
      await refusedLater(open, c.name);
    }
  }
});

test("requests are written and answers read as the vectors say", () => {
  const reading = { id: fromHex("1d".repeat(16)), capability: fromHex("ca".repeat(32)) };
  let answers = 0;
  for (const c of cases("requests")) {
    const bytes = c.bytes === undefined ? new Uint8Array(c.length).fill(c.fill) : fromHex(c.bytes);
    if (c.bytes === undefined) bytes.set(fromHex(c.head));
    if (c.form === "route_answer") {
      answers += 1;
      if (c.refused) refused(() => readRoute(bytes), c.name);
      else {
        const { outcome, routes } = readRoute(bytes);
        const states = ["", "unconfirmed", "confirmed", "dead", "opted-out"];
        const read = routes.map(({ id, kind, state }) => [toHex(id), kind, states.indexOf(state)]);
        assert.deepEqual([outcome, read], [c.reads_as.outcome, c.reads_as.routes], c.name);
      }
    } else if (c.form === "dossier_get_request" && !c.refused) {
      const { dossier, capability, index } = c.reads_as;
      assert.equal(toHex(writeDossierGet(fromHex(dossier), fromHex(capability), index)), c.bytes, c.name);
    } else if (c.form === "dossier_get_answer") {
      answers += 1;
      const read = readDossierAnswer(bytes);
      if (read.outcome === "chunk") {
        assert.deepEqual([read.count, hash(read.chunk)], [c.reads_as.count, c.reads_as.chunk_sha256], c.name);
      } else assert.equal(c.reads_as.chunk_sha256, null, c.name);
    } else if (c.form === "register_answer") {
      answers += 1;
      if (c.refused) refused(() => readRegister(bytes), c.name);
      else {
        const { outcome, relaySeq, statuses } = readRegister(bytes);
        assert.deepEqual({ outcome, relay_seq: Number(relaySeq), statuses }, c.reads_as, c.name);
      }
    } else if (c.form === "fetch_answer") {
      answers += 1;
      if (c.refused) refused(() => readFetch(bytes), c.name);
      else {
        const read = readFetch(bytes);
        const items = read.items.map((item) => ({
          age_s: item.ageS,
          arrival_minute: item.arrivalMinute,
          cell_sha256: hash(item.cell),
          id: Number(item.id),
          send_id: toHex(item.sendId),
          sent_ms: item.arrivalMinute * 60_000 - item.ageS * 1_000,
        }));
        const { outcome, more, relayMinute, relaySeq } = read;
        const seen = { items, more, outcome, relay_minute: relayMinute, relay_seq: Number(relaySeq) };
        assert.deepEqual(seen, c.reads_as, c.name);
      }
    } else if (c.form === "sync_answer" && !c.refused) {
      answers += 1;
      const { outcome, timerStatus, rows, count, relaySeq } = readSync(bytes);
      assert.deepEqual(
        [outcome, timerStatus, rows, Number(count), Number(relaySeq)],
        [c.reads_as.outcome, c.reads_as.timer.status ?? c.reads_as.timer, c.reads_as.rows.slice(0, 4), c.reads_as.count, c.reads_as.relay_seq],
        c.name,
      );
    } else if (c.form === "fetch_request" && !c.refused) {
      const { cursor, relay_seq, acknowledged } = c.reads_as;
      const ours = writeFetch(reading, BigInt(cursor), BigInt(relay_seq), acknowledged.map(BigInt));
      assert.equal(toHex(ours), c.bytes, c.name);
    } else if (c.name === "sync_request_of_four_rows") {
      const tags = fromHex([...c.reads_as.wanted, ...c.reads_as.acknowledged].join(""));
      const group = bytes.slice(448);
      const ours = writeSync(reading, c.reads_as.age_s, BigInt(c.reads_as.relay_seq), group, () => tags);
      assert.equal(toHex(ours), c.bytes, c.name);
    }
  }
  assert.ok(answers >= 6);
  const register = writeRegister(reading, [{ op: "mailbox", id: fromHex("5e".repeat(16)), capability: fromHex("01".repeat(32)) }]);
  assert.equal(register.length, 2_884);
  assert.equal(toHex(register.slice(53, 69)), "5e".repeat(16));
  assert.equal(toHex(register.slice(69, 101)), hash(fromHex("01".repeat(32))));
});

test("plans stand as the vectors say", () => {
  for (const c of cases("plan")) {
    if (c.interval_s === undefined) continue;
    if (c.refused) {
      refused(() => planTiming(c.interval_s, c.grace_s), c.name);
      continue;
    }
    const plan = planTiming(c.interval_s, c.grace_s);
    assert.deepEqual(
      [dueAt(plan, c.last_ms), missedAt(plan, c.last_ms), standing(plan, c.last_ms, c.now_ms)],
      [c.due_ms, c.missed_ms, c.standing],
      c.name,
    );
  }
});
