/** `/v1/dossier/get`: one chunk of a released dossier. */

import { type Bytes, join, Reader, u32 } from "./bytes.ts";
import { MAX_CHUNKS, SEALED_CHUNK } from "./dossier.ts";
import { ProtocolError } from "./errors.ts";

export const DOSSIER_ANSWER = 65_600;

export function writeDossierGet(dossier: Bytes, readingCapability: Bytes, index: number): Bytes {
  return join(Uint8Array.of(1, 0, 0, 0), dossier, readingCapability, u32(index));
}

/** A chunk, or why there is none. */
export type DossierAnswer =
  | { outcome: "chunk"; count: number; chunk: Bytes }
  | { outcome: "not-released" | "busy" | "no-such-chunk" | "other" };

export function readDossierAnswer(bytes: Bytes): DossierAnswer {
  if (bytes.length !== DOSSIER_ANSWER) throw new ProtocolError("length", "answer");
  const reader = new Reader(bytes);
  if (reader.u8() !== 1) throw new ProtocolError("too-new", "answer");
  const outcome = reader.u8();
  reader.skip(2);
  const count = reader.u32();
  reader.skip(16);
  const chunk = reader.take(SEALED_CHUNK);
  if (outcome === 1) return { outcome: "not-released" };
  if (outcome === 2) return { outcome: "busy" };
  if (outcome === 3) return { outcome: "no-such-chunk" };
  if (outcome !== 0) return { outcome: "other" };
  if (count < 1 || count > MAX_CHUNKS) throw new ProtocolError("over-bound", "count");
  return { outcome: "chunk", count, chunk };
}
