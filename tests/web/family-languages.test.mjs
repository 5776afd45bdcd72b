// Every language of the page on the narrowest screen, with everything open that can be opened.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { expectQuiet, picture, startBrowser, VIEWS } from "./harness/browser.mjs";
import { FamilyWorker } from "./harness/family.mjs";
import { lookForNews, newsBring, stands, visitor } from "./harness/family-page.mjs";
import { expectFit } from "./harness/fitness.mjs";

const HOUR = 3_600;
const LANGUAGES = 18;

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

test("each language fits on 320 px with a call for help, a missed check-in, places, plan, hold, alerts and the sheet", async () => {
  const link = await family.does("worker Asha en");
  const { page, seen, context } = await visitor(browser, family, link, { view: VIEWS[0] });
  await family.does("arm 0 2");
  await family.does("check-in 0 uneasy @-25.20170,-155.26400 note");
  await family.does("sealed 0 27.70,85.31 9");
  await family.does(`clock ${36 * HOUR + 60}`);
  await lookForNews(page);
  await stands(page, "missed");
  await newsBring(page, page.locator("#hold"));
  const languages = await page.locator("header option").evaluateAll((options) => options.map(({ value }) => value));
  assert.equal(languages.length, LANGUAGES);
  const all = async (what) => {
    for (const tag of languages) {
      await page.locator("header select").selectOption(tag);
      await page.locator(`html[lang="${tag}"]`).waitFor();
      await expectFit(page, { language: tag, direction: tag === "ur" ? "rtl" : "ltr" }).catch((error) => {
        throw new Error(`${tag}: ${error.message}`);
      });
      await picture(page, `family-${what}-${tag}`);
    }
  };
  for (const summary of await page.locator("main details > summary").all()) await summary.click();
  await page.locator("#alert-address").waitFor();
  await all("missed");
  await family.does("sos 0 locked help");
  await lookForNews(page);
  await stands(page, "sos");
  await all("sos");
  await page.locator("#sheet-offer ~ button").click();
  await page.locator("#sheet-sources").waitFor();
  await all("sheet");
  expectQuiet(seen);
  await context.close();
});
