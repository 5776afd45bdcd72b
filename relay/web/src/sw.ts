/**
 * The service worker: keeps the page itself, so that it opens without a network, and shows a neutral sentence when a
 * push comes. It knows no link, no key and no message.
 */

/** Set by the build: this version, what belongs to it, and where the languages are. */
declare const VERSION: string;
declare const SHELL: readonly string[];
declare const WORDS: Readonly<Record<string, string>>;

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
    // The words of a new version come with it: without a network there are no others.
    const { tag } = await sentence();
    const words = [...new Set(["en", tag])].flatMap((one) => WORDS[one] ?? []);
    await cache.addAll([...SHELL, ...words].map((path) => new Request(path, { cache: "no-cache" })));
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

/** Somebody waits in front of an empty window: after this time what is kept is good enough. */
const PATIENCE_MS = 4_000;

/** The page itself: the network's newest if it comes in time and whole, else what is kept. */
async function newest(request: Request, cache: Cache): Promise<Response> {
  const asked = fetch(request).catch(() => null);
  const waited = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const first = await Promise.race([asked, waited]);
  if (first !== null && (first.ok || first.type === "opaqueredirect")) return first;
  return (await cache.match("./")) ?? (await asked) ?? Response.error();
}

/** Everything else but the page itself never changes. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(VERSION);
  const { pathname } = new URL(request.url);
  const page = pathname === new URL(scope.registration.scope).pathname;
  if (request.mode === "navigate" && page) return newest(request, cache);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  const lasting = /\/words-[^/]+\.json$/.test(pathname);
  if (response.ok && lasting) await cache.put(request, response.clone());
  return response;
}

interface Sentence {
  text: string;
  tag: string;
  dir: "ltr" | "rtl";
}

const PLAIN: Sentence = { text: "Please open your family page.", tag: "en", dir: "ltr" };

/** The one sentence in the language that was chosen on the page. */
async function sentence(): Promise<Sentence> {
  try {
    const kept = await (await caches.open("notification")).match("notification");
    return kept === undefined ? PLAIN : ((await kept.json()) as Sentence);
  } catch {
    return PLAIN;
  }
}

scope.addEventListener("push", (event: Waits) => {
  const show = async () => {
    // Whatever the push carries is not looked at.
    const { text, tag, dir } = await sentence();
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
