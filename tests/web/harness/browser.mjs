// Headless Chromium: one fresh profile for each page, nothing from outside this machine, and no complaint of the
// page's goes unheard.

import { existsSync } from "node:fs";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { artefactsFolder } from "./folders.mjs";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  // No name but this machine's own means anything.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Each width and language in which a page must hold. */
export const VIEWS = [
  { width: 320, height: 640, language: "en", direction: "ltr" },
  { width: 1280, height: 800, language: "en", direction: "ltr" },
  { width: 320, height: 640, language: "ur", direction: "rtl" },
  { width: 1280, height: 800, language: "ur", direction: "rtl" },
].map((view) => ({ ...view, name: `${view.language}-${view.width}` }));

function chromiumPath() {
  const executablePath = process.env.WAYHOME_CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error("Chromium is not here; tools/install brings it");
  return executablePath;
}

export async function startBrowser() {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS, timeout: 60_000 });
}

/** A browser that keeps its profile in a folder, as people's do; closing the context writes it there. */
export async function lastingBrowser(folder) {
  return chromium.launchPersistentContext(folder, { executablePath: chromiumPath(), args: FLAGS, timeout: 60_000 });
}

/**
 * A page in a profile of its own. `seen` gathers what must not be: requests to anyone but `hosts`, script errors,
 * broken rules of the page's own security policy, errors in the console; `expectQuiet(seen)` says so loudly.
 * `seen.bytes` is what came over the wire, without heads.
 */
export async function openPage(browser, { view = VIEWS[1], hosts = [], storage, offline = false, ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    locale: view.language,
    timezoneId: "UTC",
    storageState: storage,
    acceptDownloads: true,
    offline,
    ...more,
  });
  const seen = { outside: [], errors: [], bytes: 0 };
  context.on("request", (request) => {
    const url = new URL(request.url());
    const inside = ["data:", "blob:"].includes(url.protocol) || hosts.includes(url.host);
    if (!inside) seen.outside.push(url.href);
  });
  context.on("requestfinished", async (request) => {
    // Gone when the page is closed meanwhile.
    const sizes = await request.sizes().catch(() => undefined);
    seen.bytes += sizes?.responseBodySize ?? 0;
  });
  context.on("weberror", (error) => seen.errors.push(`error: ${error.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(`console: ${message.text()}`);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { context, page, seen };
}

/** Throws what a page did that it must not do. `except` are patterns of errors that the test brought about. */
export function expectQuiet(seen, except = []) {
  const errors = seen.errors.filter((error) => !except.some((pattern) => pattern.test(error)));
  const all = [...seen.outside.map((url) => `asked outside: ${url}`), ...errors];
  if (all.length > 0) throw new Error(`the page was not quiet:\n${all.join("\n")}`);
}

/** Saves a picture of the whole page for a person to look at, and gives its path. */
export async function picture(page, name) {
  const path = join(artefactsFolder(), `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
  return path;
}

/** Forgets all that a browser keeps of a page: storage, databases, caches, workers. */
export async function clearStorage(page) {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await session.detach();
  await page.context().clearCookies();
}
