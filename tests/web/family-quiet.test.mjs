// What the page does when nobody looks: pushes that say nothing, a window left open, a network that hangs.

import assert from "node:assert/strict";
import { hkdfSync } from "node:crypto";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { expectQuiet, openPage, startBrowser } from "./harness/browser.mjs";
import { FamilyWorker } from "./harness/family.mjs";
import { idle, lookForNews, openLink, says, stands, visitor } from "./harness/family-page.mjs";
import { until } from "./harness/servers.mjs";

/** Where a fetch says whether a person has looked; see docs/protocol.md. */
const LOOKED_AT = 196;

let browser;
let family;

before(async () => {
  browser = await startBrowser();
  family = await FamilyWorker.start();
});

after(async () => {
  await family?.stop();
  await browser?.close();
});

/** RFC 4648, without padding. */
function fromBase32(text) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text.toUpperCase()].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

/** What each fetch of a page said about a person: true or false. */
function looked(page) {
  const said = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname !== "/v1/fetch") return;
    const body = request.postDataBuffer();
    if (body?.length === 200) said.push(body[LOOKED_AT] === 1);
  });
  return said;
}

test("a push of whatever content shows one neutral sentence in the page's language", async () => {
  for (const [language, sentence, direction] of [
    ["en", "Please open your family page.", "ltr"],
    ["ur", null, "rtl"],
  ]) {
    const { link } = await family.newWorker(language);
    const { page, seen, context } = await visitor(browser, family, link, { permissions: ["notifications"] });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await until("the sentence", () => page.evaluate(() => caches.has("notification")), 30);
    const session = await context.newCDPSession(page);
    const registered = new Promise((resolve) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        if (registrations.length > 0) resolve(registrations[0].registrationId);
      });
    });
    await session.send("ServiceWorker.enable");
    const registrationId = await registered;
    const origin = new URL(family.url).origin;
    for (const data of ["", '{"title":"Asha called for help","body":"25.2, 55.2"}']) {
      await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
    }
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body, lang, dir, data }) => [title, body, lang, dir, data]);
      });
    await until("a notification", async () => (await shown()).length > 0, 30);
    const [first, ...others] = await shown();
    assert.deepEqual(others, [], "one replaces the other");
    const [title, ...rest] = first;
    assert.deepEqual(rest, ["", language, direction, null]);
    if (sentence === null) assert.match(title, /^[\u0600-\u06ff\s۔،]+$/u);
    else assert.equal(title, sentence);
    expectQuiet(seen);
    await context.close();
  }
});

test("a window that nobody looks at fetches, but tells neither the relay nor the worker that a person has looked", async () => {
  const { link, number } = await family.newWorker();
  const { page, context } = await visitor(browser, family, link);
  const said = looked(page);
  await family.does(`check-in ${number} ok`);
  await lookForNews(page);
  await until("what was looked at", () => said.includes(true), 30);
  await page.clock.install();
  await page.clock.fastForward(6 * 60_000);
  await idle(page);
  // From here on the window is open and nobody is there.
  said.length = 0;
  const event = await family.does(`sos ${number} help`);
  await page.clock.fastForward(70_000);
  await stands(page, "sos");
  await idle(page);
  assert.ok(said.length > 0 && !said.includes(true), said.join());
  const heard = await until("the receipt", async () => {
    const all = await family.does(`heard ${number}`);
    return all.includes(`fetched ${event}`) && all;
  });
  assert.ok(!heard.includes(`opened ${event}`), heard);
  // Somebody comes back.
  await page.mouse.move(100, 100);
  await page.mouse.move(120, 120);
  await lookForNews(page);
  await until("the receipt", async () => (await family.does(`heard ${number}`)).includes(`opened ${event}`));
  assert.ok(said.includes(true), said.join());
  await context.close();
});

test("with a relay that takes and never answers, the page that is kept is shown", async () => {
  const hanging = await FamilyWorker.start();
  const link = await hanging.does("worker Asha en");
  const { page, context } = await visitor(browser, hanging, link);
  await hanging.does("check-in 0 ok kept here");
  await lookForNews(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await idle(page);
  hanging.freeze();
  try {
    await page.reload({ waitUntil: "commit", timeout: 60_000 });
    await says(page.locator(".history"), /kept here/, 60);
  } finally {
    hanging.thaw();
  }
  await context.close();
  await hanging.stop();
});

test("when something else answers in the relay's place, the page that is kept is shown and what is there stays", async () => {
  const own = await FamilyWorker.start();
  const link = await own.does("worker Asha en");
  const { page, context } = await visitor(browser, own, link);
  await own.does("check-in 0 ok kept here");
  await lookForNews(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await idle(page);
  await own.does("relay down");
  // What a proxy says whose relay is gone.
  const proxy = createServer((_, answer) => answer.writeHead(502, { connection: "close" }).end("Bad Gateway"));
  const [, port] = own.host.split(":");
  await new Promise((resolve, reject) => proxy.once("error", reject).listen(Number(port), "127.0.0.1", resolve));
  try {
    await page.goto("about:blank");
    await page.goto(`${own.url}family/`);
    await says(page.locator(".history"), /kept here/);
    await says(page.locator(".touch"), /refuses to answer/);
  } finally {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
  await own.does("relay up");
  await lookForNews(page);
  await stands(page, "no-plan");
  await context.close();
  await own.stop();
});

test("no request, cache or console message of a whole visit holds the link's secret or what opens messages", async () => {
  const { link, number } = await family.newWorker();
  const code = link.split("#WF1")[1];
  const map = fromBase32(code);
  const secret = map.subarray(map.indexOf(Buffer.from([1, 0x58, 32])) + 3).subarray(0, 32);
  assert.equal(secret.length, 32);
  const derived = (label) => Buffer.from(hkdfSync("sha256", secret, "", `wayhome/1 ${label}`, 32));
  const secrets = [secret, derived("family root"), derived("family identity")];
  const forms = (bytes) => [bytes.toString("hex"), bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("latin1")];
  const words = [code, code.slice(20, 60), ...secrets.flatMap(forms)].map((form) => form.replace(/=+$/, "").toLowerCase());
  const said = [];
  const { page, context } = await openPage(browser, { hosts: [family.host] });
  context.on("request", (request) => {
    const { url, headers, body } = { url: request.url(), headers: request.headers(), body: request.postDataBuffer() };
    said.push(url, JSON.stringify(headers), body?.toString("latin1") ?? "");
  });
  context.on("console", (message) => said.push(message.text()));
  await openLink(page, link);
  await idle(page);
  await family.does(`arm ${number} 1`);
  await family.does(`check-in ${number} ok @25.2,55.2 hello`);
  await lookForNews(page);
  await page.locator("#reply-text").fill("We are with you");
  await page.getByRole("button", { name: "Send" }).click();
  await says(page.locator(".history"), /At the relay/);
  await page.getByRole("button", { name: "Show the case sheet" }).click();
  await page.getByRole("button", { name: "Back" }).click();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await idle(page);
  const kept = await page.evaluate(async () => {
    const all = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href, JSON.stringify(history.state)];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) all.push(request.url, await (await cache.match(request)).text());
    }
    return all;
  });
  assert.ok(kept.length > 20 && said.length > 40, `${kept.length}, ${said.length}`);
  const found = [...said, ...kept].filter((text) => words.some((word) => text.toLowerCase().includes(word)));
  assert.deepEqual(found.map((text) => text.slice(0, 200)), []);
  // The search finds what is there: the link as it was given.
  assert.ok(words.some((word) => link.toLowerCase().includes(word)));
  await context.close();
});

test("a first visit is enough to open the page without a network, in its language", async () => {
  const own = await FamilyWorker.start();
  const link = await own.does("worker Asha ne");
  const { page, context } = await visitor(browser, own, link);
  const kept = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("page-"));
      const paths = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
      return paths.flat();
    });
  for (const tag of ["ne", "en"]) {
    await until(`the words of ${tag}`, async () => (await kept()).some((url) => url.includes(`/words-${tag}.`)), 30);
  }
  await own.does("relay down");
  await page.goto("about:blank");
  await page.goto(`${own.url}family/`);
  await page.locator('html[lang="ne"]').waitFor();
  await page.locator("#stands").waitFor({ state: "attached" });
  await own.does("relay up");
  await context.close();
  await own.stop();
});

test("the browser's own way back closes a paper and stays on the page", async () => {
  const { link } = await family.newWorker();
  const { page, context } = await visitor(browser, family, link);
  await page.getByRole("button", { name: "Show the case sheet" }).click();
  await page.locator("#sheet-sources").waitFor();
  await page.goBack();
  await page.locator("#stands").waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Show the recovery sheet" }).first().click();
  await page.locator(".link-text").waitFor();
  await page.goBack();
  await page.locator("#stands").waitFor({ state: "attached" });
  await page.locator(".hint").waitFor({ state: "detached" });
  await context.close();
});
