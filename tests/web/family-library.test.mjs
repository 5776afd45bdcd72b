// The family page against the library itself: a real store, engine and relay on the worker's side.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { expectQuiet, startBrowser } from "./harness/browser.mjs";
import { withFamily } from "./harness/family.mjs";
import { idle, lookForNews, newsBring, plain, says, stands, visitor } from "./harness/family-page.mjs";

const HOUR = 3_600;

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

test("opening the page confirms the contact; check-ins, calls and replies go both ways with states that are true", async () => {
  await withFamily(async (family) => {
    const link = await family.does("app Asha en");
    assert.match(await family.does("app-status"), /^invited/);
    // Sealed before anybody opened the link: it waits, and is not lost.
    await family.does("app-check-in from the airport");
    const { page, seen, context } = await visitor(browser, family, link);
    assert.match(await family.does("app-status"), /^confirmed/);
    await family.does("app-run");
    await newsBring(page, page.getByText("from the airport"));
    await page.getByRole("button", { name: "I have seen it" }).click();
    await says(page.locator(".history"), /At the relay/);
    await page.locator("#reply-text").fill("Good. Take care of yourself.");
    await page.getByRole("button", { name: "Send" }).click();
    await idle(page);
    await lookForNews(page);
    const status = await family.does("app-status");
    assert.match(status, /opened, .*seen.*/);
    assert.match(await family.does("app-status"), /text: Good\. Take care of yourself\./);
    const sos = await family.does("app-locked-sos They locked the door");
    await newsBring(page, page.locator(".banner.sos"));
    await says(page.locator(".banner"), /They locked the door/);
    await says(page.locator(".banner"), /without unlocking/);
    await family.does(`app-all-clear ${sos}`);
    await newsBring(page, page.getByText("All clear: the call for help is over"));
    assert.equal(await page.locator(".banner.sos").count(), 0);
    expectQuiet(seen);
    await context.close();
  });
});

test("a plan armed by the library is told step by step; its places and its dossier open on the page", async () => {
  await withFamily(async (family) => {
    const link = await family.does("app Asha en");
    const { page, context } = await visitor(browser, family, link);
    assert.match(await family.does("app-status"), /^confirmed/);
    await family.does("app-dossier");
    await family.does("app-arm");
    await family.does("app-check-in all is well");
    await newsBring(page, page.locator(".banner.ok"));
    await family.does(`clock ${36 * HOUR + 120}`);
    await newsBring(page, page.getByText(/The relay told step/));
    await stands(page, "missed");
    await family.does(`clock ${12 * HOUR}`);
    await newsBring(page, page.locator(".track svg"));
    assert.match(await plain(page.locator(".places").first()), /25\.20170, 55\.26400/);
    await family.does(`clock ${36 * HOUR}`);
    await newsBring(page, page.getByRole("button", { name: "Load the file" }));
    await page.getByRole("button", { name: "Load the file" }).click();
    await page.getByRole("button", { name: "Open the file" }).click();
    await says(page.locator(".fields"), /Sunrise Homes LLC/);
    await page.getByRole("button", { name: /contract\.txt/ }).waitFor();
    await family.does("app-check-in I am free");
    await newsBring(page, page.locator(".banner.ok"));
    await context.close();
  });
});

test("storage cleared, the link opened again: the library hears the second browser as well", async () => {
  await withFamily(async (family) => {
    const link = await family.does("app Asha en");
    const first = await visitor(browser, family, link);
    await family.does("app-check-in one");
    await newsBring(first.page, first.page.getByText("one", { exact: true }));
    await first.context.close();
    const second = await visitor(browser, family, link);
    await newsBring(second.page, second.page.getByText("one", { exact: true }));
    await second.page.getByRole("button", { name: "I am on it" }).click();
    await says(second.page.locator(".history"), /At the relay/);
    let status = "";
    for (let attempt = 0; attempt < 10 && !/on it/.test(status); attempt += 1) status = await family.does("app-status");
    assert.match(status, /on it/);
    await second.context.close();
  });
});
