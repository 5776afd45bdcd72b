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
import { ProtocolError } from "../protocol/errors.ts";
import { combineShares, meeting, openShare, sealShare, setsOf } from "../protocol/shares.ts";
import { DONE, FETCH_ANSWER, readFetch, type RegisterEntry, UNKNOWN, writeFetch } from "../protocol/requests.ts";
import type { Bytes } from "../protocol/bytes.ts";
import type { DossierRecord, Outgoing, WorkerRecord } from "../store/records.ts";
import type { Change } from "../store/store.ts";
import { type Context, load, RelaySaidNo, update } from "./context.ts";
import { register } from "./fetching.ts";

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
  const shares = ownAndOthers(worker.dossier, access).length;
  if (shares < access.k) {
    return { stage: "shares", have: shares, need: access.k, given: worker.dossier.given };
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

/** Gives this contact's share to the others who hold one; durable when this returns, sent with the next sync. */
export async function saveShare(context: Context, id: string): Promise<void> {
  await update(context, id, (worker) => {
    const { access } = worker.dossier;
    if (access === null || access.meetingSecret === null || worker.dossier.given !== "no") return [];
    worker.dossier.given = "saved";
    const at = meeting(access.meetingSecret);
    const share = { dossier: access.dossier, generation: access.generation, share: access.share };
    const cell = sealShare(at, share, context.now(), context.random);
    const key = `1${toHex(context.random(8))}`;
    const { sendId, sendCapability } = at;
    const value: Outgoing = { worker: id, key, sendId, capability: sendCapability, cell, about: { share: true } };
    return [{ table: "outgoing", key: `${id}/${key}`, value }];
  });
}

/** Opens the meeting's mailbox if nobody has, and looks for shares that others gave. */
export async function meetOthers(context: Context, id: string): Promise<void> {
  const worker = await load(context, id);
  const { access } = worker.dossier;
  const stage = dossierStage(worker);
  const due = worker.dossier.given !== "no" && !worker.dossier.meetingRegistered;
  if (access === null || access.meetingSecret === null || (stage.stage !== "shares" && !due)) return;
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
  const body = writeFetch(reading, worker.dossier.meetingCursor, 0n, []);
  const answer = readFetch(await context.transport(worker.link.relay, "v1/fetch", body, FETCH_ANSWER));
  if (answer.outcome !== DONE && answer.outcome !== UNKNOWN) throw new RelaySaidNo("busy");
  await update(context, id, (stored) => {
    stored.dossier.meetingRegistered = answer.outcome === DONE;
    for (const item of answer.items) {
      if (item.id > stored.dossier.meetingCursor) stored.dossier.meetingCursor = item.id;
      takeShare(stored, access, item.cell);
    }
    return [];
  });
}

/** A share that does not fit the dossier, its generation or its holders is ignored. */
function takeShare(worker: WorkerRecord, access: DossierAccess, cell: Bytes): void {
  if (access.meetingSecret === null) return;
  let given: ReturnType<typeof openShare>;
  try {
    given = openShare(meeting(access.meetingSecret), cell);
  } catch (error) {
    if (error instanceof ProtocolError) return;
    throw error;
  }
  const fits = equal(given.dossier, access.dossier) && given.generation === access.generation;
  const { dossier } = worker;
  const known = dossier.shares.some((share) => equal(share, given.share));
  if (!fits || known || given.share[0] === 0 || dossier.shares.length >= 24) return;
  dossier.shares.push(given.share);
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
    await note(context, id, "wrong-shares");
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
