/** Where the page begins. */

import { render } from "preact";
import { systemRandom } from "./protocol/primitives.ts";
import { openIndexed } from "./store/indexed.ts";
import { MemoryStore } from "./store/memory.ts";
import { type Store, StoreError } from "./store/store.ts";
import type { Context } from "./sync/context.ts";
import { overHttp } from "./sync/transport.ts";
import { App, decodeHash } from "./view/app.tsx";
import { Attention } from "./view/attention.ts";
import { checkLink, isProblem } from "./view/start.tsx";
import type { Key } from "./words/keys.ts";
import { chooseLanguage, ENGLISH, type Language } from "./words/languages.ts";
import { Words } from "./words/words.ts";

/** Set by the build: where each language's texts are; null in the page as one file, which holds them itself. */
declare const WORDS: Readonly<Record<string, string>> | null;

declare global {
  var firstWords: { tag: string; response: Promise<Response> } | undefined;
}

const DATABASE = "page";
const single = WORDS === null;

async function loadWords(language: Language): Promise<string> {
  if (WORDS === null) {
    return document.getElementById(`words-${language.tag}`)?.textContent ?? "";
  }
  const begun = globalThis.firstWords;
  const asked = begun?.tag === language.tag ? begun.response : fetch(WORDS[language.tag] ?? "", { credentials: "omit" });
  const response = (await asked).clone();
  if (!response.ok) throw new Error(`words: ${response.status}`);
  return ((await response.json()) as { words: string }).words;
}

/** The page in English, when even the wanted language's texts cannot be loaded. */
async function firstWords(language: Language): Promise<Words> {
  try {
    return new Words(language, await loadWords(language));
  } catch {
    return new Words(ENGLISH, await loadWords(ENGLISH));
  }
}

async function openStore(troubles: Key[]): Promise<Store> {
  try {
    return await openIndexed(DATABASE, indexedDB);
  } catch (error) {
    const tooNew = error instanceof StoreError && error.problem === "too-new";
    troubles.push(tooNew ? "storage-too-new" : "storage-none");
    return new MemoryStore();
  }
}

async function begin(): Promise<void> {
  const troubles: Key[] = [];
  const given = location.hash.length > 1 ? decodeHash(location.hash) : null;
  const here = single ? null : new URL(".", location.href).href.replace(/[?#].*$/, "");
  if (!isSecureContext || globalThis.crypto?.subtle === undefined) troubles.push("not-secure");
  const store = await openStore(troubles);
  const hearers = new Set<(worker: string) => void>();
  const otherTabs = "BroadcastChannel" in globalThis ? new BroadcastChannel(DATABASE) : null;
  const tell = (worker: string) => hearers.forEach((hear) => hear(worker));
  if (otherTabs !== null) otherTabs.onmessage = (event) => tell(String(event.data));
  const now = () => Date.now();
  const attention = new Attention(now, () => document.visibilityState === "visible");
  attention.listen();
  const context: Context = {
    store,
    transport: overHttp,
    now,
    looks: (worker) => attention.looks(worker),
    random: systemRandom,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    changed: (worker) => {
      tell(worker);
      otherTabs?.postMessage(worker);
    },
  };
  const kept = await store.get<string>("settings", "language");
  const link = given === null ? null : checkLink(given, here);
  const fromLink = link !== null && !isProblem(link) ? [link.language] : [];
  const words = await firstWords(
    chooseLanguage([...(kept === undefined ? [] : [kept]), ...fromLink, ...navigator.languages]),
  );
  const keepLanguage = (tag: string) => {
    void store.commit([{ table: "settings", key: "language", value: tag }]);
    void tellServiceWorker(words.language.tag === tag ? words.t("notification-text") : null, tag);
  };
  const onLinkKept = () => {
    // The link is kept: it goes from the address bar, and the browser is asked not to throw its storage away. Where
    // nothing lasts, the address is the only place that has it when the page is loaded again.
    if (location.hash !== "" && store.lasting) history.replaceState(null, "", location.pathname + location.search);
    void navigator.storage?.persist?.().catch(() => false);
    if (kept === undefined) keepLanguage(words.language.tag);
  };
  const root = document.getElementById("page");
  if (root === null) return;
  root.replaceChildren();
  render(
    <App
      context={context}
      attention={attention}
      onChange={(hear) => {
        hearers.add(hear);
        return () => hearers.delete(hear);
      }}
      first={words}
      loadWords={loadWords}
      keepLanguage={keepLanguage}
      given={given}
      here={here}
      troubles={troubles}
      onLinkKept={onLinkKept}
    />,
    root,
  );
  if (!single) registerServiceWorker(words.language);
}

/** What a push shows, in the language that was chosen; the service worker cannot ask the page. */
async function tellServiceWorker(text: string | null, tag: string): Promise<void> {
  if (single || !("caches" in globalThis)) return;
  const language = chooseLanguage([tag]);
  const said = text ?? new Words(language, await loadWords(language)).t("notification-text");
  const cache = await caches.open("notification");
  await cache.put("notification", new Response(JSON.stringify({ text: said, tag, dir: language.direction })));
}

function registerServiceWorker(language: Language): void {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  // A first visit's words came past the worker, which was not there yet: asked for again, it keeps them too.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    void fetch(WORDS?.[language.tag] ?? "", { credentials: "omit" }).catch(() => {});
  });
  const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("page", {
    // The one script that this page may name.
    createScriptURL: (url) => (url === "sw.js" ? url : ""),
  });
  const url = policy === undefined ? "sw.js" : policy.createScriptURL("sw.js");
  navigator.serviceWorker.register(url as string).catch(() => {
    // Not allowed here (a private window, for instance): the page works without, only not offline.
  });
}

interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => { createScriptURL: (url: string) => unknown };
}

void begin().catch(() => {
  // Shown without any text of ours: none could be loaded.
  const root = document.getElementById("page");
  if (root !== null) root.textContent = root.dataset.failed ?? "";
});
