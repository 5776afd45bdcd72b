import assert from "node:assert/strict";
import { test } from "node:test";
import { open, seal } from "../src/protocol/aead.ts";
import { type Bytes, fromHex, padded, toHex } from "../src/protocol/bytes.ts";
import { chainKey, TO_CONTACT, TO_WORKER } from "../src/protocol/chain.ts";
import { openChunk, readContent, unwrapKey } from "../src/protocol/dossier.ts";
import { readEnvelope } from "../src/protocol/envelope.ts";
import { ProtocolError } from "../src/protocol/errors.ts";
import { identityPublic } from "../src/protocol/identity.ts";
import * as labels from "../src/protocol/labels.ts";
import { familyKeys, instanceMarker, readLink, writeLink } from "../src/protocol/link.ts";
import { lodgeKeys, openLodged } from "../src/protocol/lodged.ts";
import { isNotice, type NoticeKeys, openNotice } from "../src/protocol/notice.ts";
import { hkdf, hpkeOpen, systemRandom } from "../src/protocol/primitives.ts";
import { readRoute, type RouteAsk, type RouteKind, writeRoute } from "../src/protocol/route-request.ts";
import { combineShares, meeting, openShare, sealShare, setsOf } from "../src/protocol/shares.ts";
import { type Case, cases, refused, refusedLater } from "./vectors.ts";

test("a family link gives the reader, mailboxes, chains and markers of the vectors", () => {
  for (const c of cases("family")) {
    if (c.error) {
      assert.throws(
        () => readLink(c.text),
        (error) => {
          // Another code of ours is named more exactly here than by the phone.
          const named = error instanceof ProtocolError ? error.problem.replace("-", "_") : "";
          return named === c.error || (named === "wrong_kind" && c.error === "not_ours");
        },
        c.name,
      );
      continue;
    }
    const link = readLink(c.text);
    assert.deepEqual(
      [toHex(link.secret), link.relay, toHex(link.relayKey), link.language, link.mainOrigin],
      [c.secret, c.relay.url, c.relay.key, c.language, c.main_origin],
      c.name,
    );
    if (c.root === undefined) continue;
    const keys = familyKeys(link.secret);
    assert.equal(toHex(keys.root), c.root, c.name);
    assert.equal(toHex(keys.receiveId), c.receive_id, c.name);
    assert.equal(toHex(keys.receiveCapability), c.receive_capability, c.name);
    assert.equal(toHex(identityPublic(keys.identitySeed)), c.identity, c.name);
    assert.deepEqual([toHex(keys.inbox.sendId), toHex(keys.outbox.sendId)], [c.send_id_1, c.send_id_2], c.name);
    assert.deepEqual(
      [toHex(keys.inbox.capability), toHex(keys.outbox.capability)],
      [c.send_capability_1, c.send_capability_2],
      c.name,
    );
    const markers = c.instance_markers.map((_: string, i: number) => toHex(instanceMarker(link.secret, i)));
    assert.deepEqual(markers, c.instance_markers, c.name);
    const messages = c.chains_of_messages_by_origin.map((_: string, i: number) =>
      toHex(chainKey(keys.root, TO_CONTACT, i, 0)),
    );
    assert.deepEqual(messages, c.chains_of_messages_by_origin, c.name);
    const replies = c.chains_of_replies_by_instance.map((_: string, i: number) =>
      toHex(chainKey(keys.root, TO_WORKER, link.mainOrigin, i)),
    );
    assert.deepEqual(replies, c.chains_of_replies_by_instance, c.name);
    if (c.name === "a_family_link") assert.equal(writeLink(link), c.text);
  }
});

test("a link is read with blanks, line breaks and hyphens in it, in lower case, and as a code alone", () => {
  const { text } = cases("family")[0] as Case;
  const code = text.slice(text.indexOf("#") + 1) as string;
  const spaced = code.toLowerCase().replace(/(.{7})/g, "$1- \n");
  assert.deepEqual(readLink(spaced), readLink(text));
  assert.deepEqual(readLink(code), readLink(text));
});

test("notices open for their mailbox and are refused when they contradict themselves", () => {
  for (const c of cases("notice")) {
    const out = hkdf(fromHex(c.send_capability_hash), new Uint8Array(0), labels.NOTICE, 64);
    const keys: NoticeKeys = { tagKey: out.slice(0, 32), noticeKey: out.slice(32) };
    const cell = fromHex(c.cell);
    if (c.refused) {
      if (isNotice(keys, cell)) refused(() => openNotice(keys, cell), c.name);
      continue;
    }
    assert.ok(isNotice(keys, cell), c.name);
    const notice = openNotice(keys, cell);
    assert.equal(toHex(notice.event), c.event, c.name);
    assert.deepEqual([toHex(notice.timer), notice.minute], [c.opens_to.timer, c.opens_to.minute], c.name);
    const { says } = c.opens_to;
    const { said } = notice;
    if (said.kind === "step") {
      const { step, steps, drill, missedMinute } = said;
      assert.deepEqual({ step, steps, drill, missed_minute: missedMinute }, says, c.name);
    } else if (said.kind === "held") {
      assert.equal(toHex(said.command), says.command, c.name);
      assert.deepEqual([said.step, said.person, said.untilMinute], [says.step, says.by, says.until_minute], c.name);
    } else if (said.kind === "relay-parts") {
      const parts = said.parts.map(({ tag, relayPart }) => [toHex(tag), toHex(relayPart)]);
      assert.deepEqual(parts, says, c.name);
    } else if (said.kind === "dossier-part") {
      assert.deepEqual(
        [toHex(said.dossier), said.generation, toHex(said.relayPart)],
        [says.dossier, says.generation, says.relay_part],
        c.name,
      );
    } else if (said.kind === "paused") assert.equal(said.untilMinute, says.until_minute);
    else if (said.kind === "check-in") assert.equal(said.step, says.step);
    else if (said.kind === "away") {
      assert.deepEqual([said.fromMinute, said.toMinute], [says.from_minute, says.to_minute]);
    } else {
      const bare: Record<number, string> = { 5: "ended", 9: "anew" };
      assert.equal(said.kind, bare[c.opens_to.kind] ?? "unknown", c.name);
    }
  }
});

test("lodged cells open to the words of their step, and as nothing else", () => {
  for (const c of cases("lodged")) {
    const { tag, messageKey } = lodgeKeys(fromHex(c.lodge_key), c.step);
    const read = () => {
      if (toHex(tag) !== c.cell.slice(0, 32)) throw new ProtocolError("invalid", "tag");
      const { event, envelope } = openLodged(fromHex(c.cell), messageKey);
      if (envelope.message.kind !== "step" || envelope.message.step.step !== c.step) {
        throw new ProtocolError("invalid", "step");
      }
      return { event: toHex(event), sealed_ms: envelope.timeMs, words: envelope.message.step.words };
    };
    if (c.refused) refused(read, c.name);
    else assert.deepEqual([toHex(tag), read()], [c.tag, c.opens_to], c.name);
  }
});

test("plan messages and the words of steps read as the vectors say", () => {
  for (const c of cases("plan_message")) {
    if (c.refused) {
      refused(() => readEnvelope(fromHex(c.bytes)), c.name);
      continue;
    }
    const { message } = readEnvelope(fromHex(c.bytes));
    const { body } = c.reads_as;
    if (message.kind === "plan") {
      const { plan } = message;
      const read = {
        circle: plan.circle.map(({ index, name, identity }) => [index, name, toHex(identity)]),
        delays_s: plan.delays,
        generation: plan.generation,
        index: plan.index,
        lodge_key: plan.lodgeKey && toHex(plan.lodgeKey),
        pause_s: plan.pauseS,
        state: ["", "armed", "paused", "ended", "drill"].indexOf(plan.state),
        timer: toHex(plan.timer),
        told: plan.told,
      };
      assert.deepEqual(read, body, c.name);
    } else if (message.kind === "step") {
      const { step, words, drill, access } = message.step;
      assert.deepEqual([step, words, drill], [body.step, body.words, body.drill], c.name);
      assert.equal(access === null, body.access === null, c.name);
      if (access !== null) {
        assert.deepEqual(
          [toHex(access.dossier), access.generation, access.k, access.n, toHex(access.wrapped), toHex(access.share)],
          [body.access.dossier, body.access.generation, body.access.needed, body.access.holders, body.access.wrapped, body.access.share],
          c.name,
        );
      }
    } else assert.fail(c.name);
  }
});

test("shares of either maker give the part, and too few or twice the same do not", async () => {
  for (const c of cases("shares")) {
    const shares: Bytes[] = c.shares.map(fromHex);
    if (c.refused) {
      await refusedLater(() => combineShares(shares.slice(0, c.needed), c.needed), c.name);
      continue;
    }
    for (const set of setsOf(shares, c.needed, 30)) {
      assert.equal(toHex(await combineShares(set, c.needed)), c.part, c.name);
    }
    if (c.needed > 1) {
      const few = shares.slice(0, c.needed - 1);
      await refusedLater(() => combineShares(few, c.needed), c.name);
    }
  }
});

test("there are at most as many sets of k as asked for", () => {
  assert.equal(setsOf([1, 2, 3, 4, 5, 6, 7, 8], 4, 100).length, 70);
  assert.equal(setsOf([1, 2, 3, 4, 5, 6, 7, 8], 4, 9).length, 9);
});

test("dossiers open as the vectors say", () => {
  for (const c of cases("dossier")) {
    if (c.what === "chunk") {
      const key = fromHex(c.key);
      const aad = (index: number, count: number) => {
        const out = new Uint8Array(25);
        out[0] = 1;
        out.set(fromHex(c.dossier), 1);
        new DataView(out.buffer).setUint32(17, index);
        new DataView(out.buffer).setUint32(21, count);
        return out;
      };
      const plain = padded(65_536, fromHex(c.content_begins));
      const nonce = fromHex(c.nonce);
      const sealed = new Uint8Array([...nonce, ...seal(key, nonce, aad(c.index, c.count), plain)]);
      assert.equal(toHex(sealed.slice(0, c.sealed_begins.length / 2)), c.sealed_begins, c.name);
      assert.equal(toHex(sealed.slice(-16)), c.mac, c.name);
      if (c.flip !== undefined) sealed[c.flip] = (sealed[c.flip] ?? 0) ^ 1;
      const [index, count] = c.open_as ?? [c.index, c.count];
      const read = () => openChunk(sealed, key, fromHex(c.dossier), index, count);
      if (c.refused) refused(read, c.name);
      else assert.equal(toHex(read().slice(0, c.content_begins.length / 2)), c.content_begins, c.name);
    } else if (c.what === "wrapped") {
      const access = {
        dossier: fromHex(c.dossier),
        wrapped: fromHex(c.wrapped),
        generation: c.generation,
        readingCapability: new Uint8Array(32),
        share: new Uint8Array(33),
        k: 1,
        n: 1,
        meetingSecret: null,
      };
      const read = () => unwrapKey(access, fromHex(c.contact_part), fromHex(c.relay_part));
      if (c.refused) refused(read, c.name);
      else assert.equal(toHex(read()), c.key, c.name);
    } else if (c.what === "meeting") {
      const at = meeting(fromHex(c.secret));
      if (c.refused) {
        refused(() => openShare(at, fromHex(c.cell)), c.name);
        continue;
      }
      assert.deepEqual(
        [toHex(at.receiveId), toHex(at.receiveCapability), toHex(at.sendId), toHex(at.sendCapability), toHex(at.key)],
        [c.receive_id, c.receive_capability, c.send_id, c.send_capability, c.key],
        c.name,
      );
      const given = openShare(at, fromHex(c.cell));
      assert.deepEqual(
        { dossier: toHex(given.dossier), generation: given.generation, share: toHex(given.share) },
        c.given,
        c.name,
      );
      const ours = openShare(at, sealShare(at, given, 5, systemRandom));
      assert.equal(toHex(ours.share), c.given.share, c.name);
    } else if (c.what === "content") {
      const length = c.reads ? c.reads.attachments.reduce((sum: number, a: Case) => sum + a.length, 0) : 0;
      const bytes = new Uint8Array([...fromHex(c.head), ...new Uint8Array(length)]);
      if (c.refused) {
        refused(() => readContent(bytes), c.name);
        continue;
      }
      const read = readContent(bytes);
      assert.deepEqual(
        read.fields.map(({ number, text }) => [number, text]),
        c.reads.fields,
        c.name,
      );
      assert.equal(read.madeMs, c.reads.time_ms, c.name);
      assert.deepEqual(
        read.attachments.map(({ name, mediaType, bytes: body }) => ({ length: body.length, media_type: mediaType, name })),
        c.reads.attachments,
        c.name,
      );
    }
  }
});

test("an attachment that claims more bytes than there are is refused", () => {
  const c = cases("dossier").find(({ name }) => name === "fields_and_an_attachment") as Case;
  refused(() => readContent(fromHex(c.head)), c.name);
});

test("route requests open at the relay to what was asked", async () => {
  const kinds: readonly RouteKind[] = ["email", "ntfy", "webhook", "web-push"];
  for (const c of cases("route")) {
    const bytes = fromHex(c.bytes);
    if (c.refused || c.opens_to.kind > 4) continue;
    const secret = fromHex(c.relay_secret);
    const op = bytes[1] ?? 0;
    const theirs = await hpkeOpen(secret, labels.ROUTE, Uint8Array.of(1, op), bytes.slice(52));
    const id = fromHex(c.opens_to.set ?? c.opens_to.remove ?? "00".repeat(16));
    const said = c.opens_to;
    const ask: RouteAsk =
      op === 1
        ? { op: "set", id, kind: kinds[said.kind - 1] as RouteKind, address: said.address, language: said.language, urgentOnly: said.urgent_only }
        : op === 2
          ? { op: "remove", id }
          : { op: "list" };
    const reading = { id: bytes.slice(4, 20), capability: bytes.slice(20, 52) };
    const { x25519 } = await import("@noble/curves/ed25519.js");
    const ours = await writeRoute(reading, ask, x25519.getPublicKey(secret) as Bytes);
    assert.equal(ours.length, 1_024);
    assert.equal(toHex(ours.slice(0, 52)), toHex(bytes.slice(0, 52)), c.name);
    const back = await hpkeOpen(secret, labels.ROUTE, Uint8Array.of(1, op), ours.slice(52));
    // A list names no route: its id says nothing.
    if (op !== 3) assert.ok(toHex(back) === toHex(theirs), c.name);
  }
  refused(() => readRoute(new Uint8Array(255)), "short");
});

test("a decoder meets random bytes with a typed error or a value, never anything else", () => {
  let seed = 1;
  const chance = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  for (let round = 0; round < 3_000; round++) {
    const bytes = Uint8Array.from({ length: Math.floor(chance() * 90) }, () => Math.floor(chance() * 256));
    // Most random bytes are no map at all: half of them begin like an envelope.
    if (round % 2 === 0) bytes.set([0xa4, 0, 1 + (round % 12), 1, 1, 2, 2, 4].slice(0, bytes.length));
    for (const read of [() => readEnvelope(bytes), () => readContent(bytes), () => readLink(toHex(bytes))]) {
      try {
        read();
      } catch (error) {
        assert.ok(error instanceof ProtocolError, String(error));
      }
    }
    try {
      open(new Uint8Array(32), new Uint8Array(24), bytes, bytes);
      assert.fail("random bytes are not authentic");
    } catch (error) {
      assert.ok(error instanceof ProtocolError);
    }
  }
});
