// The family page as a person uses it.

import assert from "node:assert/strict";

import { openPage, VIEWS } from "./browser.mjs";

/** Loads a link and presses the one button. */
export async function openLink(page, link) {
  await page.goto(link);
  await page.locator("button.large").click();
  await page.locator("#stands").waitFor({ state: "attached" });
}

/** A browser of its own with the page open at this link. */
export async function visitor(browser, family, link, more = {}) {
  const opened = await openPage(browser, { view: VIEWS[0], hosts: [family.host], ...more });
  await openLink(opened.page, link);
  await idle(opened.page);
  return opened;
}

/** Until the page has done asking the relay. */
export async function idle(page) {
  await page.locator(".touch button:not([disabled])").waitFor();
}

/** Presses "look for news" and waits until what came is shown. */
export async function lookForNews(page) {
  const button = page.locator(".touch button");
  await idle(page);
  await button.click();
  // Disabled while it asks; too quick to be seen at times.
  await page.waitForTimeout(50);
  await idle(page);
}

/** Looks for news until an element is there: the relay takes its time to tell a step. */
export async function newsBring(page, locator, attempts = 30) {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if ((await locator.count()) > 0) return;
    await lookForNews(page);
    await page.waitForTimeout(300);
  }
  await locator.first().waitFor();
}

/** Waits until the page shows a situation. */
export async function stands(page, situation) {
  await page.locator(`.banner.${situation}`).waitFor();
}

/** What was asked of the relay itself, by path. */
export function asked(page) {
  const paths = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/v1/")) paths.push(pathname);
  });
  return paths;
}

/** Text without the marks that keep directions apart. */
export async function plain(locator) {
  return (await locator.innerText()).replace(/[\u2066-\u2069\u200b]/gu, "");
}

/** Waits until a text is somewhere in an element. */
export async function says(locator, pattern, seconds = 20) {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const text = await plain(locator).catch(() => "");
    if (pattern.test(text)) return text;
    if (Date.now() > end) assert.match(text, pattern);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Saves what a press on a button downloads, and gives its text and name. */
export async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const stream = await download.createReadStream();
  const parts = [];
  for await (const part of stream) parts.push(part);
  return { name: download.suggestedFilename(), text: Buffer.concat(parts).toString("utf8") };
}
