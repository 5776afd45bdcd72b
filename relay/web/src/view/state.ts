/** What every part of the view needs: the texts, the moment, the client's context, and a way to say what happened. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { WorkerRecord } from "../store/records.ts";
import type { Context } from "../sync/context.ts";
import type { Attention } from "./attention.ts";
import { nameOf } from "../sync/standing.ts";
import type { Args, Words } from "../words/words.ts";
import type { Key } from "../words/keys.ts";

export interface Surroundings {
  words: Words;
  nowMs: number;
  context: Context;
  attention: Attention;
  /** Says something to those who listen to the page. */
  announce: (text: string) => void;
  /** Looks for news of a worker now. */
  syncNow: (worker: string) => void;
  /** This page was opened as a file. */
  single: boolean;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const found = useContext(SurroundingsContext);
  if (found === null) throw new RangeError("outside of the page");
  return found;
}

export interface Said {
  t: (key: Key, args?: Args) => string;
  words: Words;
  nowMs: number;
}

export function useWords(): Said {
  const { words, nowMs } = useSurroundings();
  return { t: (key, args) => words.t(key, args), words, nowMs };
}

/** How a worker is called where the name stands alone. */
export function listedName(worker: WorkerRecord, words: Words): string {
  const name = nameOf(worker);
  return name === "" ? words.begin(words.t("nobody")) : name;
}

/** How a worker is called in sentences. */
export function calledName(worker: WorkerRecord, words: Words): string {
  const name = nameOf(worker);
  return name === "" ? words.t("nobody") : name;
}
