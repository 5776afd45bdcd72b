/** Alerts of the browser itself (Web Push). They carry no words: the service worker shows a neutral sentence. */

import { setRoute, removeRoute } from "../sync/routes.ts";
import type { Context } from "../sync/context.ts";
import type { WorkerRecord } from "../store/records.ts";

export type PushState = "unsupported" | "denied" | "off" | "on";

export function pushSupported(): boolean {
  return "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
}

export async function pushState(worker: WorkerRecord): Promise<PushState> {
  if (!pushSupported()) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  const mine = worker.routes.some(
    ({ kind, address, state }) =>
      kind === "web-push" && address !== "" && address === subscription?.endpoint && state === "confirmed",
  );
  return mine ? "on" : "off";
}

export type PushOutcome = "on" | "denied" | "not-offered" | "failed";

/** Asks the person, the browser and the relay, in this order. */
export async function turnPushOn(
  context: Context,
  worker: WorkerRecord,
  language: string,
): Promise<PushOutcome> {
  const key = await pushKey(worker.link.relay);
  if (key === null) return "not-offered";
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: key })
    .catch(() => null);
  if (subscription === null) return "failed";
  const problem = await setRoute(context, worker.id, "web-push", subscription.endpoint, false, language);
  if (problem === null) return "on";
  return problem === "not-offered" ? "not-offered" : "failed";
}

/**
 * A browser may give up a subscription by itself, and make another one. Whoever wanted alerts here wants them still:
 * the relay is told of the new one, and forgets the old.
 */
export async function renewPush(context: Context, worker: WorkerRecord, language: string): Promise<void> {
  const mine = worker.routes.filter(({ kind, address }) => kind === "web-push" && address !== "");
  if (mine.length === 0 || !pushSupported() || Notification.permission !== "granted") return;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  if (mine.some(({ address }) => address === subscription?.endpoint)) return;
  if ((await turnPushOn(context, worker, language)) !== "on") return;
  for (const { id } of mine) await removeRoute(context, worker.id, id);
}

export async function turnPushOff(context: Context, worker: WorkerRecord): Promise<void> {
  for (const { id, kind, address } of worker.routes) {
    if (kind === "web-push" && address !== "") await removeRoute(context, worker.id, id);
  }
  // The subscription itself stays: other people of this page may still use it.
}

/** The relay's public key for pushes; null when it does not offer them. */
async function pushKey(relay: string): Promise<string | null> {
  const response = await fetch(`${relay}v1/web-push-key`, {
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
  }).catch(() => null);
  if (response === null || response.status !== 200) return null;
  const text = (await response.text()).trim();
  return /^[A-Za-z0-9_-]{86,88}$/.test(text) ? text : null;
}
