/** The dossier: shares met, chunks downloaded one by one, and opened when all are there. */

import { equal, join, toHex } from "../protocol/bytes.ts";
import {
  CHUNK,
  type DossierAccess,
  type DossierContent,
  openChunk,
  readContent,
  unwrapKey,
} from "../protocol/dossier.ts";
import { DOSSIER_ANSWER, readDossierAnswer, writeDossierGet } from "../protocol/dossier-request.ts";
import { attempt, ProtocolError } from "../protocol/errors.ts";
import { combineShares, type Meeting, meeting, openShare, sealShare, setsOf } from "../protocol/shares.ts";
import {
  DONE,
  FETCH_ANSWER,
  readFetch,
  type Reading,
  type RegisterEntry,
  UNKNOWN,
  writeFetch,
} from "../protocol/requests.ts";
import type { Bytes } from "../protocol/bytes.ts";
import type { DossierRecord, Outgoing, WorkerRecord } from "../store/records.ts";
import type { Change } from "../store/store.ts";
import { type Context, load, RelaySaidNo, update } from "./context.ts";
import { register } from "./fetching.ts";

/** A share that was given is looked for again after this, for as long as the relay keeps released dossiers. */
const LOOK_AGAIN_MS = 86_400_000;
const NEEDED_MS = 60 * 86_400_000;
/** Answers that one reading of a meeting takes. Eight holders fill one. */
const MAX_ANSWERS = 16;
/** Shares of others that are kept while they do not open the dossier. */
const MAX_SHARES = 24;

/** Where a dossier stands for this contact. */
export type DossierStage =
  | { stage: "none" }
  | { stage: "waiting-release" }
  | { stage: "shares"; have: number; need: number; given: DossierRecord["given"] }
  | { stage: "ready"; have: number; count: number | null }
  | { stage: "downloaded"; count: number };

export function dossierStage(worker: WorkerRecord): DossierStage {
  const { access, relayPart, count, have } = worker.dossier;
  if (access === null) return relayPart === null ? { stage: "none" } : { stage: "waiting-release" };
  if (!matching(access, relayPart)) return { stage: "waiting-release" };
  // With one share needed there is nobody to wait for; of several, one may be wrong, and then there are not enough.
  if (access.k > 1 && !worker.dossier.opens) {
    const have = ownAndOthers(worker.dossier, access).length;
    return { stage: "shares", have, need: access.k, given: worker.dossier.given };
  }
  if (count !== null && have >= count) return { stage: "downloaded", count };
  return { stage: "ready", have, count };
}

function matching(access: DossierAccess, part: DossierRecord["relayPart"]): part is NonNullable<typeof part> {
  return part !== null && part.dossier === toHex(access.dossier) && part.generation === access.generation;
}

function ownAndOthers(dossier: DossierRecord, access: DossierAccess): Bytes[] {
  return [access.share, ...dossier.shares.filter((share) => share[0] !== access.share[0])];
}

/** Whether others wait for this contact's share: also when this contact needs none of theirs any more. */
export function canGive(worker: WorkerRecord): boolean {
  const { access, relayPart, given } = worker.dossier;
  return given === "no" && access !== null && access.meetingSecret !== null && matching(access, relayPart);
}

/** Gives this contact's share to the others who hold one; durable when this returns, sent with the next sync. */
export async function saveShare(context: Context, id: string): Promise<void> {
  await update(context, id, (worker) => {
    const { access } = worker.dossier;
    if (access === null || access.meetingSecret === null || worker.dossier.given !== "no") return [];
    worker.dossier.givenMs = context.now();
    return [queueShare(context, worker, access, meeting(access.meetingSecret))];
  });
}

function queueShare(context: Context, worker: WorkerRecord, access: DossierAccess, at: Meeting): Change {
  worker.dossier.given = "saved";
  const share = { dossier: access.dossier, generation: access.generation, share: access.share };
  const cell = sealShare(at, share, context.now(), context.random);
  const key = `1${toHex(context.random(8))}`;
  const { sendId, sendCapability } = at;
  const about = { share: true as const };
  const value: Outgoing = { worker: worker.id, key, sendId, capability: sendCapability, cell, about };
  return { table: "outgoing", key: `${worker.id}/${key}`, value };
}

/** Whether the meeting is to be read: while shares are wanted, and daily while one that was given may get lost. */
function looksForShares(worker: WorkerRecord, nowMs: number): boolean {
  const { given, givenMs, lookedMs, meetingRegistered } = worker.dossier;
  if (dossierStage(worker).stage === "shares" || (given !== "no" && !meetingRegistered)) return true;
  const passed = (sinceMs: number) => Math.abs(nowMs - sinceMs);
  return given === "given" && passed(lookedMs) >= LOOK_AGAIN_MS && passed(givenMs) < NEEDED_MS;
}

/** Opens the meeting's mailbox if nobody has, looks for shares that others gave, and whether the own is still there. */
export async function meetOthers(context: Context, id: string): Promise<void> {
  const worker = await load(context, id);
  const { access } = worker.dossier;
  if (access === null || access.meetingSecret === null || !looksForShares(worker, context.now())) return;
  const at = meeting(access.meetingSecret);
  const reading = { id: at.receiveId, capability: at.receiveCapability };
  if (!worker.dossier.meetingRegistered) {
    const entry: RegisterEntry = { op: "mailbox", id: at.sendId, capability: at.sendCapability };
    await register(context, worker, reading, [entry]);
    await update(context, id, (stored) => {
      stored.dossier.meetingRegistered = true;
      return [];
    });
  }
  const cells = await readMeeting(context, worker, reading);
  await update(context, id, async (stored) => {
    const { dossier } = stored;
    if (dossier.access === null || !sameUpload(dossier.access, access)) return [];
    if (cells === null) {
      dossier.meetingRegistered = false;
      return [];
    }
    dossier.lookedMs = context.now();
    const shares = cells.flatMap((cell) => fittingShare(at, access, cell) ?? []);
    for (const share of shares) takeShare(dossier, access, share);
    await tryShares(stored, access);
    // The relay has lost it, or was put back: whoever waits for it would wait for ever.
    const lost = dossier.given === "given" && !shares.some((share) => equal(share, access.share));
    return lost ? [queueShare(context, stored, access, at)] : [];
  });
}

const sameUpload = (one: DossierAccess, other: DossierAccess) =>
  equal(one.dossier, other.dossier) && one.generation === other.generation;

/**
 * All cells of a meeting; null when the relay does not know it. Each time from the beginning: a meeting holds little,
 * and a relay that was put back counts anew.
 */
async function readMeeting(context: Context, worker: WorkerRecord, reading: Reading): Promise<Bytes[] | null> {
  const cells: Bytes[] = [];
  let cursor = 0n;
  for (let answers = 0; answers < MAX_ANSWERS; answers++) {
    const body = writeFetch(reading, cursor, 0n, []);
    const answer = readFetch(await context.transport(worker.link.relay, "v1/fetch", body, FETCH_ANSWER));
    if (answer.outcome === UNKNOWN) return null;
    if (answer.outcome !== DONE) throw new RelaySaidNo("busy");
    for (const item of answer.items) {
      cells.push(item.cell);
      if (item.id > cursor) cursor = item.id;
    }
    if (!answer.more) break;
  }
  return cells;
}

/** A share that does not fit the dossier or its generation is ignored. */
function fittingShare(at: Meeting, access: DossierAccess, cell: Bytes): Bytes | null {
  const given = attempt(() => openShare(at, cell));
  return given !== null && sameUpload({ ...access, ...given }, access) ? given.share : null;
}

/** Whether it is right shows only together with others. */
function takeShare(dossier: DossierRecord, access: DossierAccess, share: Bytes): void {
  const known = [access.share, ...dossier.shares].some((one) => equal(one, share));
  if (!known && share[0] !== 0 && dossier.shares.length < MAX_SHARES) dossier.shares.push(share);
}

async function tryShares(worker: WorkerRecord, access: DossierAccess): Promise<void> {
  const { dossier } = worker;
  if (dossier.opens || ownAndOthers(dossier, access).length < access.k) return;
  dossier.opens = (await keyOf(worker, access)) !== null;
  if (!dossier.opens) dossier.problem = "wrong-shares";
  else if (dossier.problem === "wrong-shares") dossier.problem = null;
}

export type Progress = (have: number, count: number) => void;

/** Downloads what is missing, chunk by chunk. Goes on where it was broken off. */
export async function download(context: Context, id: string, progress: Progress): Promise<void> {
  const worker = await load(context, id);
  const { access } = worker.dossier;
  if (access === null) return;
  const name = toHex(access.dossier);
  const there = new Set(await context.store.keys("chunks", `${id}/${name}/`));
  let count = worker.dossier.count ?? 1;
  for (let index = 0; index < count; index++) {
    const key = chunkKey(id, name, index);
    if (!there.has(key)) {
      const body = writeDossierGet(access.dossier, access.readingCapability, index);
      const bytes = await context.transport(worker.link.relay, "v1/dossier/get", body, DOSSIER_ANSWER);
      const answer = readDossierAnswer(bytes);
      if (answer.outcome !== "chunk") {
        if (answer.outcome === "busy") throw new RelaySaidNo("busy");
        await note(context, id, "not-released");
        return;
      }
      count = answer.count;
      there.add(key);
      const change: Change = { table: "chunks", key, value: answer.chunk };
      await update(context, id, (stored) => {
        Object.assign(stored.dossier, { count, have: there.size, problem: null });
        return [change];
      });
    }
    progress(there.size, count);
  }
}

const chunkKey = (id: string, dossier: string, index: number) =>
  `${id}/${dossier}/${index.toString().padStart(3, "0")}`;

async function note(context: Context, id: string, problem: DossierRecord["problem"]): Promise<void> {
  await update(context, id, (worker) => {
    worker.dossier.problem = problem;
    return [];
  });
}

/**
 * Opens the downloaded dossier; null, with the problem noted, when it does not. A damaged chunk is forgotten, so that
 * the next download brings it again.
 */
export async function openDossier(context: Context, id: string): Promise<DossierContent | null> {
  const worker = await load(context, id);
  const { access, count } = worker.dossier;
  if (access === null || count === null) return null;
  const key = await keyOf(worker, access);
  if (key === null) {
    await update(context, id, (stored) => {
      Object.assign(stored.dossier, { opens: false, problem: "wrong-shares" });
      return [];
    });
    return null;
  }
  const plain: Bytes[] = [];
  for (let index = 0; index < count; index++) {
    const at = chunkKey(id, toHex(access.dossier), index);
    const sealed = await context.store.get<Bytes>("chunks", at);
    try {
      if (sealed === undefined) throw new ProtocolError("missing", "chunk");
      plain.push(openChunk(sealed, key, access.dossier, index, count));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      await update(context, id, (stored) => {
        stored.dossier.have = Math.max(0, stored.dossier.have - 1);
        stored.dossier.problem = "damaged";
        return [{ table: "chunks", key: at, remove: true }];
      });
      return null;
    }
    await context.pause();
  }
  try {
    return readContent(join(...plain));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    await note(context, id, "damaged");
    return null;
  }
}

/** One wrong share spoils nothing: other sets of k are tried. */
async function keyOf(worker: WorkerRecord, access: DossierAccess): Promise<Bytes | null> {
  const { relayPart } = worker.dossier;
  if (!matching(access, relayPart)) return null;
  const shares = ownAndOthers(worker.dossier, access);
  for (const set of setsOf(shares, access.k, 70)) {
    try {
      return unwrapKey(access, await combineShares(set, access.k), relayPart.relayPart);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }
  return null;
}

/** About how many bytes are still to be loaded. */
export const leftToLoad = (have: number, count: number | null) => Math.max(0, (count ?? 1) - have) * CHUNK;
