/** Asking the relay: one POST, one answer of a known length, and nothing that tells who asks. */

import type { Bytes } from "../protocol/bytes.ts";

export type TransportProblem = "unreachable" | "refused" | "garbage";

export class TransportError extends Error {
  readonly problem: TransportProblem;

  constructor(problem: TransportProblem, options?: ErrorOptions) {
    super(problem, options);
    this.name = "TransportError";
    this.problem = problem;
  }
}

/** The answer of exactly `length` bytes, or a transport error. */
export type Transport = (relay: string, path: string, body: Bytes, length: number) => Promise<Bytes>;

const TIMEOUT_MS = 40_000;

export const overHttp: Transport = async (relay, path, body, length) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(`${relay}${path}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: stop.signal,
    }).catch((error: unknown) => {
      throw new TransportError("unreachable", { cause: error });
    });
    if (response.status !== 200) throw new TransportError("refused");
    return await exactly(response, length);
  } finally {
    clearTimeout(timer);
  }
};

/** Reads no more than was asked for, whatever the other side sends. */
async function exactly(response: Response, length: number): Promise<Bytes> {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new TransportError("garbage");
  const out = new Uint8Array(length);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new TransportError("unreachable", { cause: error });
    });
    if (done) break;
    if (at + value.length > length) {
      void reader.cancel().catch(() => {});
      throw new TransportError("garbage");
    }
    out.set(value, at);
    at += value.length;
  }
  if (at !== length) throw new TransportError("garbage");
  return out;
}

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 15 * 60_000;

/** How long to wait after so many failures in a row: 5 s, doubling to 15 min, a fifth of it by chance. */
export function retryAfterMs(failures: number, chance: number): number {
  const whole = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, Math.min(failures - 1, 12)), LAST_RETRY_MS);
  return Math.round(whole * (0.8 + 0.4 * chance));
}
