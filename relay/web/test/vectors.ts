// The vectors that Rust wrote: read here, never written.
import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { ProtocolError } from "../src/protocol/errors.ts";

// biome-ignore lint: vectors are JSON of many shapes.
export type Case = Record<string, any> & { name: string };

const folder = join(process.env.WAYHOME_ROOT ?? "", "tests", "vectors");

export function cases(file: string): Case[] {
  const read = JSON.parse(readFileSync(join(folder, `${file}.json`), "utf8")) as { cases: Case[] };
  assert.ok(read.cases.length > 0);
  return read.cases;
}

export const there = (file: string) => existsSync(join(folder, `${file}.json`));

/** A refusal is a typed error, and nothing else. */
export function refused(run: () => unknown, name: string): void {
  assert.throws(run, (error) => error instanceof ProtocolError, name);
}

export async function refusedLater(run: () => Promise<unknown>, name: string): Promise<void> {
  await assert.rejects(run, (error) => error instanceof ProtocolError, name);
}
