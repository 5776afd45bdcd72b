/** How this contact is told without the page being open: routes at the relay. */

import { toHex } from "../protocol/bytes.ts";
import { fromHex } from "../protocol/bytes.ts";
import {
  kindNumber,
  readRoute,
  type RouteAnswer,
  type RouteAsk,
  type RouteKind,
  writeRoute,
} from "../protocol/route-request.ts";
import type { RouteRecord } from "../store/records.ts";
import { type Context, load, problemOf, RelaySaidNo, update } from "./context.ts";
import { readerOf } from "./fetching.ts";

const ROUTE_ANSWER = 256;

/** Why the relay did not take a route. */
export type RouteProblem = "invalid" | "limit" | "not-offered" | "other";

async function ask(context: Context, id: string, asked: RouteAsk): Promise<RouteAnswer> {
  const worker = await load(context, id);
  const body = await writeRoute(readerOf(worker), asked, worker.link.relayKey);
  const answer = readRoute(await context.transport(worker.link.relay, "v1/route", body, ROUTE_ANSWER));
  if (answer.outcome === 2) throw new RelaySaidNo("busy");
  if (answer.outcome === 1) throw new RelaySaidNo("taken");
  return answer;
}

/** Registers a route; null when the relay took it. */
export async function setRoute(
  context: Context,
  id: string,
  kind: RouteKind,
  address: string,
  urgentOnly: boolean,
  language: string,
): Promise<RouteProblem | null> {
  const route = context.random(16);
  const answer = await ask(context, id, { op: "set", id: route, kind, address, language, urgentOnly });
  if (answer.outcome !== 0) {
    const problems: Record<number, RouteProblem> = { 4: "invalid", 5: "limit", 6: "not-offered" };
    return problems[answer.outcome] ?? "other";
  }
  await keep(context, id, answer, { id: toHex(route), kind, address, state: "unconfirmed" });
  return null;
}

export async function removeRoute(context: Context, id: string, route: string): Promise<void> {
  const answer = await ask(context, id, { op: "remove", id: fromHex(route) });
  await keep(context, id, answer, null);
}

/** Asks the relay what it has, and shows their states. */
export async function listRoutes(context: Context, id: string): Promise<void> {
  await keep(context, id, await ask(context, id, { op: "list" }), null);
}

const LOOK_AGAIN_MS = 24 * 3_600_000;
/** An alert that waits for a person's consent may work at any moment; so may a relay that did not answer. */
const SOON_AGAIN_MS = 10 * 60_000;

/**
 * Looks now and then which alerts work: an address dies without anybody pressing anything here. That it could not look
 * is no trouble: messages came and went.
 */
export async function lookAtRoutes(context: Context, id: string): Promise<void> {
  const { ended, nextRoutesMs } = await load(context, id);
  const waitMs = nextRoutesMs - context.now();
  // A clock that was set back must not make it wait for years.
  if (ended || (waitMs > 0 && waitMs <= LOOK_AGAIN_MS)) return;
  let answered = true;
  try {
    await listRoutes(context, id);
  } catch (error) {
    if (problemOf(error) === null) throw error;
    answered = false;
  }
  await update(context, id, (worker) => {
    const soon = !answered || worker.routes.some(({ state }) => state === "unconfirmed");
    worker.nextRoutesMs = context.now() + (soon ? SOON_AGAIN_MS : LOOK_AGAIN_MS);
    return [];
  });
}

const KINDS: readonly RouteKind[] = ["email", "ntfy", "webhook", "web-push"];

async function keep(
  context: Context,
  id: string,
  answer: RouteAnswer,
  added: RouteRecord | null,
): Promise<void> {
  if (answer.outcome !== 0) return;
  await update(context, id, (worker) => {
    if (added !== null) worker.nextRoutesMs = context.now() + SOON_AGAIN_MS;
    const known = new Map([...worker.routes, ...(added === null ? [] : [added])].map((one) => [one.id, one]));
    worker.routes = answer.routes.map(({ id: route, kind, state }) => {
      const name = toHex(route);
      const asKind = KINDS.find((one) => kindNumber(one) === kind) ?? null;
      return { id: name, kind: asKind, address: known.get(name)?.address ?? "", state };
    });
    return [];
  });
}
