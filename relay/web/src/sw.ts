/**
 * The service worker: keeps the page itself, so that it opens without a network, and shows a neutral sentence when a
 * push comes. It knows no link, no key and no message.
 */

/** Set by the build: this version, what belongs to it, and where the languages are. */
declare const VERSION: string;
declare const SHELL: readonly string[];

interface Waits extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}
interface Fetches extends Event {
  request: Request;
  respondWith: (response: Promise<Response>) => void;
}
interface Clicks extends Waits {
  notification: { close: () => void };
}
interface Scope {
  addEventListener: (name: string, hear: (event: never) => void) => void;
  skipWaiting: () => Promise<void>;
  registration: {
    scope: string;
    showNotification: (title: string, options: object) => Promise<void>;
  };
  clients: {
    claim: () => Promise<void>;
    matchAll: (options: object) => Promise<{ url: string; focus?: () => Promise<unknown> }[]>;
    openWindow: (url: string) => Promise<unknown>;
  };
}
const scope = globalThis as unknown as Scope;

scope.addEventListener("install", (event: Waits) => {
  const keep = async () => {
    const cache = await caches.open(VERSION);
    await cache.addAll(SHELL.map((path) => new Request(path, { cache: "no-cache" })));
    await scope.skipWaiting();
  };
  event.waitUntil(keep());
});

scope.addEventListener("activate", (event: Waits) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name !== VERSION && name !== "notification") await caches.delete(name);
    }
    await scope.clients.claim();
  };
  event.waitUntil(tidy());
});

scope.addEventListener("fetch", (event: Fetches) => {
  const { request } = event;
  const inside = request.url.startsWith(scope.registration.scope);
  // Requests to the relay are never touched: they are POSTs, and outside of this folder.
  if (request.method === "GET" && inside) event.respondWith(answer(request));
});

/** The page itself: the network's newest if it comes, else what is kept. Everything else never changes. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(VERSION);
  if (request.mode === "navigate") {
    return fetch(request).catch(async () => (await cache.match("./")) ?? Response.error());
  }
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  const lasting = /\/words-[^/]+\.json$/.test(new URL(request.url).pathname);
  if (response.ok && lasting) await cache.put(request, response.clone());
  return response;
}

interface Sentence {
  text: string;
  tag: string;
  dir: "ltr" | "rtl";
}

scope.addEventListener("push", (event: Waits) => {
  const show = async () => {
    const cache = await caches.open("notification");
    const kept = await cache.match("notification");
    const plain: Sentence = { text: "Please open your family page.", tag: "en", dir: "ltr" };
    const { text, tag, dir } = kept === undefined ? plain : ((await kept.json()) as Sentence);
    await scope.registration.showNotification(text, { lang: tag, dir, tag: "page", icon: "icon-192.png", renotify: true });
  };
  event.waitUntil(show());
});

scope.addEventListener("notificationclick", (event: Clicks) => {
  event.notification.close();
  const open = async () => {
    const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
    const shown = windows.find(({ url }) => url.startsWith(scope.registration.scope));
    if (shown?.focus !== undefined) await shown.focus();
    else await scope.clients.openWindow(scope.registration.scope);
  };
  event.waitUntil(open());
});
