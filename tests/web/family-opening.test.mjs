// Opening the family page: by a person and not by a scanner, again after everything was cleared, in several browsers,
// without a network, and as a file.

import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { clearStorage, expectQuiet, openPage, picture, startBrowser, VIEWS } from "./harness/browser.mjs";
import { FamilyWorker } from "./harness/family.mjs";
import { asked, idle, lookForNews, openLink, plain, says, stands, visitor } from "./harness/family-page.mjs";
import { expectFit, tabStops } from "./harness/fitness.mjs";
import { freshFolder, repository } from "./harness/folders.mjs";

const SINGLE = join(repository, "relay/web/dist/family-page-single.html");

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

test("a scanner that loads the link asks the relay for nothing, and the button does", async () => {
  const { link, number } = await family.newWorker();
  const { page, seen, context } = await openPage(browser, { hosts: [family.host] });
  const paths = asked(page);
  await page.goto(link);
  await page.locator("button.large").waitFor();
  await page.waitForTimeout(6_000);
  assert.deepEqual(paths, []);
  assert.equal(await family.does(`heard ${number}`), "");
  await page.locator("button.large").click();
  await idle(page);
  assert.ok(paths.includes("/v1/fetch"), paths.join());
  assert.equal(await family.does(`heard ${number}`), "hello 0");
  expectQuiet(seen);
  await context.close();
});

test("the first view is fit in each width and language", async () => {
  for (const view of VIEWS) {
    const { link } = await family.newWorker(view.language);
    const { page, seen, context } = await openPage(browser, { view, hosts: [family.host] });
    await page.goto(link);
    await page.locator("button.large").waitFor();
    await expectFit(page, view);
    await picture(page, `family-start-${view.name}`);
    expectQuiet(seen);
    await context.close();
  }
});

test("the link leaves the address bar, and the page opens without it from then on", async () => {
  const { link, number } = await family.newWorker();
  const { page, context } = await visitor(browser, family, link);
  assert.equal(new URL(page.url()).hash, "");
  await family.does(`check-in ${number} ok I am here`);
  await page.goto(`${family.url}family/`);
  await stands(page, "no-plan");
  await says(page.locator(".history"), /I am here/);
  // The same link again, from the messenger it came with: no button is needed any more.
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("#stands").waitFor({ state: "attached" });
  assert.equal(new URL(page.url()).hash, "");
  await context.close();
});

test("cleared storage and the link bring everything back", async () => {
  const { link, number } = await family.newWorker();
  const { page, context } = await visitor(browser, family, link);
  for (let i = 1; i <= 20; i++) await family.does(`check-in ${number} ok number ${i}`);
  await lookForNews(page);
  await says(page.locator(".history"), /number 20/);
  await clearStorage(page);
  await page.goto(`${family.url}family/`);
  await page.locator("#link").waitFor();
  await openLink(page, link);
  await idle(page);
  const text = await says(page.locator(".history"), /number 20/);
  assert.match(text, /number 1\b/);
  assert.match(await family.does(`heard ${number}`), /hello 1/);
  await context.close();
});

test("two browsers on one link both read, and both reply", async () => {
  const { link, number } = await family.newWorker();
  const one = await visitor(browser, family, link);
  const two = await visitor(browser, family, link, { view: VIEWS[1] });
  await family.does(`check-in ${number} ok for both`);
  for (const { page } of [one, two]) {
    await lookForNews(page);
    await says(page.locator(".history"), /for both/);
  }
  await one.page.getByRole("button", { name: "I have seen it" }).click();
  await two.page.getByRole("button", { name: "I am on it" }).click();
  for (const { page } of [one, two]) await says(page.locator(".history"), /At the relay/);
  const heard = await family.does(`heard ${number}`);
  assert.match(heard, /seen 0/);
  assert.match(heard, /on it 1/);
  for (const { seen, context } of [one, two]) {
    expectQuiet(seen);
    await context.close();
  }
});

test("a link that is wrong says in which way, and nothing is asked", async () => {
  const { link } = await family.newWorker();
  const [address, code] = link.split("#");
  const wrong = [
    [`${code.slice(0, 60)}${code[60] === "A" ? "B" : "A"}${code.slice(61)}`, /damaged/],
    [code.slice(0, -9), /damaged/],
    [`WF2${code.slice(3)}`, /newer version/],
    [`WH1${code.slice(3)}`, /code for the app/],
    ["hello", /not a link to a family page/],
  ];
  for (const [text, pattern] of wrong) {
    const { page, context } = await openPage(browser, { hosts: [family.host] });
    const paths = asked(page);
    await page.goto(`${address}#${text}`);
    await says(page.locator("main"), pattern);
    // Typed by hand it says the same.
    await page.locator("#link").fill(`  ${text} `);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await says(page.getByRole("alert"), pattern);
    assert.deepEqual(paths, []);
    await context.close();
  }
});

test("a link of another relay is sent there and not opened here", async () => {
  const other = await FamilyWorker.start();
  const link = await other.does("worker Asha en");
  const { page, context } = await openPage(browser, { hosts: [family.host] });
  const paths = asked(page);
  await page.goto(`${family.url}family/#${link.split("#")[1]}`);
  await says(page.getByRole("alert"), /belongs to another address/);
  assert.equal(await page.locator("main a").first().getAttribute("href"), `${other.url}family/`);
  assert.deepEqual(paths, []);
  await context.close();
  await other.stop();
});

test("without a network the page opens and shows what it had; a reply is kept and goes when the relay is back", async () => {
  const { link, number } = await family.newWorker();
  const { page, context } = await visitor(browser, family, link);
  await family.does(`check-in ${number} ok kept for later`);
  await lookForNews(page);
  await says(page.locator(".history"), /kept for later/);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await idle(page);
  await family.does("relay down");
  try {
    await page.reload();
    await says(page.locator(".history"), /kept for later/);
    await says(page.locator(".touch"), /cannot be reached/);
    await page.getByRole("button", { name: "I have seen it" }).click();
    await says(page.locator(".history"), /Saved here/);
  } finally {
    await family.does("relay up");
  }
  await lookForNews(page);
  await says(page.locator(".history"), /At the relay/);
  assert.match(await family.does(`heard ${number}`), /seen 0/);
  await context.close();
});

test("answers that make no sense are said, and nothing that was there is lost", async () => {
  const { link, number } = await family.newWorker();
  const { page, context } = await visitor(browser, family, link);
  await family.does(`check-in ${number} ok stays here`);
  await lookForNews(page);
  await says(page.locator(".history"), /stays here/);
  const answers = [
    [{ status: 200, body: Buffer.alloc(16_928, 0xee) }, /makes no sense/],
    [{ status: 200, body: Buffer.alloc(5) }, /makes no sense/],
    [{ status: 200, body: Buffer.alloc(40_000) }, /makes no sense/],
    [{ status: 503, body: "no" }, /refuses to answer/],
  ];
  for (const [answer, pattern] of answers) {
    await page.route("**/v1/fetch", (route) => route.fulfill(answer));
    await lookForNews(page);
    await says(page.locator(".touch"), pattern);
    await says(page.locator(".history"), /stays here/);
    await page.unroute("**/v1/fetch");
  }
  await lookForNews(page);
  // Answers to what was asked before may still be under way.
  await page.locator(".touch").filter({ hasNotText: /makes no sense|refuses/ }).waitFor();
  await context.close();
});

test("a full storage is said, and the link is not lost", async () => {
  const { link, number } = await family.newWorker();
  const { page, context } = await visitor(browser, family, link);
  // As a browser does whose disk is full: the write is taken back, and says why.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...values) {
      const asked = put.apply(this, values);
      const { transaction } = this;
      Object.defineProperty(transaction, "error", { value: new DOMException("", "QuotaExceededError") });
      queueMicrotask(() => transaction.abort());
      return asked;
    };
  });
  for (let i = 0; i < 5; i++) await family.does(`check-in ${number} ok ${"word ".repeat(300)}`);
  await lookForNews(page);
  await says(page.locator("main"), /no room left/);
  await page.reload();
  await idle(page);
  await lookForNews(page);
  await says(page.locator(".history"), /word word/);
  await context.close();
});

test("with the keyboard alone the page is opened, read and answered", async () => {
  const { link, number } = await family.newWorker();
  const { page, context } = await openPage(browser, { hosts: [family.host] });
  await page.goto(link);
  await page.locator("button.large").waitFor();
  const first = await tabStops(page);
  assert.deepEqual(first.map(({ tag }) => tag), ["a", "select", "button"]);
  await page.locator("button.large").focus();
  await page.keyboard.press("Enter");
  await idle(page);
  await family.does(`check-in ${number} ok`);
  await page.locator(".touch button").focus();
  await page.keyboard.press("Space");
  await stands(page, "no-plan");
  await page.locator("#reply-text").focus();
  await page.keyboard.type("We are with you");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await says(page.locator(".history"), /We are with you/);
  await says(page.locator('[aria-live="polite"]'), /reply is saved/);
  await page.locator("header .skip").focus();
  const stops = await tabStops(page);
  assert.ok(stops.every(({ visible }) => visible), JSON.stringify(stops.filter(({ visible }) => !visible)));
  assert.ok(stops.length >= 10, `${stops.length}`);
  await context.close();
});

test("the language is chosen from the link, then by the menu, and stays", async () => {
  const { link } = await family.newWorker("ur-PK");
  const { page, context } = await visitor(browser, family, link);
  await expectFit(page, { language: "ur", direction: "rtl" });
  const names = await page.locator("header option").allInnerTexts();
  assert.equal(names.length, 18);
  assert.ok(names.includes("नेपाली") && names.includes("繁體中文"), names.join());
  await page.locator("header select").selectOption("ne");
  await page.locator('html[lang="ne"][dir="ltr"]').waitFor();
  await page.reload();
  await page.locator('html[lang="ne"]').waitFor();
  await context.close();
});

test("the page as one file has the published fingerprint, asks for the link, and works with any relay", async () => {
  const published = await (await fetch(`${family.url}family/family-page-single.html.sha256`)).text();
  const served = Buffer.from(await (await fetch(`${family.url}family/family-page-single.html`)).arrayBuffer());
  const print = createHash("sha256").update(served).digest("hex");
  assert.equal(published.slice(0, 64), print);
  assert.equal(createHash("sha256").update(readFileSync(SINGLE)).digest("hex"), print);
  const { link, number } = await family.newWorker();
  const file = join(freshFolder(), "page.html");
  copyFileSync(SINGLE, file);
  const { page, seen, context } = await openPage(browser, { hosts: [family.host, ""] });
  await page.goto(pathToFileURL(file).href);
  await page.locator("#link").fill(link);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await idle(page);
  await family.does(`check-in ${number} ok from afar`);
  await lookForNews(page);
  await says(page.locator(".history"), /from afar/);
  await page.getByRole("button", { name: "I have seen it" }).click();
  await says(page.locator(".history"), /At the relay/);
  await page.locator("header select").selectOption("ur");
  await page.locator('html[dir="rtl"]').waitFor();
  await page.reload();
  await says(page.locator(".history"), /from afar/);
  expectQuiet(seen);
  await context.close();
});

test("what comes over the wire at first is less than 200,000 bytes", async () => {
  const { link } = await family.newWorker();
  const { page, seen, context } = await openPage(browser, { hosts: [family.host] });
  await page.goto(link);
  await page.locator("button.large").waitFor();
  assert.ok(seen.bytes > 20_000 && seen.bytes < 200_000, `${seen.bytes}`);
  const { headers } = await fetch(`${family.url}family/`).then((answer) => ({ headers: answer.headers }));
  assert.match(headers.get("content-security-policy"), /^default-src 'none'; script-src 'self'/);
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  await context.close();
});
