// What the family page says of itself and of its alerts, what a browser without its storage shows, and what is said to
// have been opened.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { expectQuiet, lastingBrowser, openPage, picture, startBrowser, VIEWS } from "./harness/browser.mjs";
import { withFamily } from "./harness/family.mjs";
import { idle, lookForNews, newsBring, openLink, plain, says, stands, visitor } from "./harness/family-page.mjs";
import { expectFit } from "./harness/fitness.mjs";
import { freshFolder } from "./harness/folders.mjs";

const HOUR = 3_600;

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

test("the history of a browser keeps a link that was tapped, as the page says, and none that was pasted", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const code = link.split("#")[1];
    const kept = {};
    for (const way of ["tapped", "pasted"]) {
      const folder = freshFolder();
      const context = await lastingBrowser(folder);
      const page = await context.newPage();
      if (way === "tapped") {
        await page.goto(link);
        await says(page.locator("main"), /may keep this link in its history/);
        await page.locator("button.large").click();
      } else {
        await page.goto(`${family.url}family/`);
        await page.locator("#link").fill(link);
        await page.getByRole("button", { name: "Open", exact: true }).click();
      }
      await idle(page);
      assert.equal(new URL(page.url()).hash, "");
      await context.close();
      kept[way] = readFileSync(join(folder, "Default", "History")).toString("latin1");
    }
    assert.ok(kept.tapped.includes(`${family.url}family/#${code}`));
    assert.ok(kept.pasted.includes(`${family.url}family/`));
    assert.ok(!kept.pasted.includes(code.slice(0, 40)));
  });
});

test("a browser that keeps nothing says so, and does not take the link out of the address", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, seen, context } = await openPage(browser, { view: VIEWS[0], hosts: [family.host] });
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("", "SecurityError");
      };
    });
    await openLink(page, link);
    await says(page.getByRole("alert"), /This browser keeps nothing/);
    await idle(page);
    assert.equal(page.url(), link);
    await expectFit(page, VIEWS[0]);
    await page.reload();
    await page.locator("button.large").click();
    await idle(page);
    expectQuiet(seen);
    await context.close();
  });
});

test("a browser that finds only the notice of a step shows that it was told, since when, and what to do", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const first = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await family.does("check-in 0 ok");
    await lookForNews(first.page);
    await stands(first.page, "ok");
    await first.context.close();
    await family.does(`clock ${41 * 24 * HOUR}`);
    // This one still finds everything, and lets the relay forget what is older than forty days.
    const second = await visitor(browser, family, link);
    await newsBring(second.page, second.page.getByText(/The relay told step .*3/));
    await stands(second.page, "missed");
    await second.context.close();
    const { page, seen, context } = await openPage(browser, { view: VIEWS[0], hosts: [family.host] });
    await openLink(page, link);
    await stands(page, "missed");
    await says(page.locator(".banner"), /The relay has told step 3 of 3/);
    // What a step says is looked for far ahead on every chain: nobody here has its key.
    await page.locator(".touch button:not([disabled])").waitFor({ timeout: 240_000 });
    await stands(page, "missed");
    assert.doesNotMatch(await plain(page.locator(".history")), /I am here|A plan/);
    await says(page.locator(".banner"), /Missed · since .*\d/);
    await says(page.locator(".todo"), /call the police/i);
    await expectFit(page, VIEWS[0]);
    await picture(page, "family-told-only-en-320");
    expectQuiet(seen);
    await context.close();
  });
});

test("opened is said of the messages on the page, and of those behind the button only when it was pressed", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const first = await visitor(browser, family, link);
    await first.context.close();
    for (let index = 0; index < 45; index += 1) await family.does(`check-in 0 ok number ${index}`);
    const { page, context } = await visitor(browser, family, link);
    await says(page.locator(".history"), /number 44/);
    const opened = async () => (await family.does("heard 0")).match(/opened /g)?.length ?? 0;
    await lookForNews(page);
    await lookForNews(page);
    assert.equal(await opened(), 20);
    await page.getByRole("button", { name: "Show older ones" }).click();
    await says(page.locator(".history"), /number 0\b/);
    for (let look = 0; look < 20 && (await opened()) < 45; look += 1) await lookForNews(page);
    assert.equal(await opened(), 45);
    await context.close();
  });
});

test("only an alert that works takes the reminder away", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const states = [
      [1, /Alerts: Not confirmed\..*Set up an alert/s],
      [3, /Alerts: Does not arrive\..*Set up an alert/s],
      [4, /^(?!.*Alerts:).*Set up an alert/s],
      [2, /^(?!.*Set up an alert)/s],
    ];
    for (const [state, wanted] of states) {
      const { page, seen, context } = await openPage(browser, { view: VIEWS[0], hosts: [family.host] });
      const answer = Buffer.alloc(256);
      Buffer.from([1, 0, 1]).copy(answer);
      Buffer.from([1, state]).copy(answer, 32);
      await page.route("**/v1/route", (route) => route.fulfill({ status: 200, body: answer }));
      const listed = page.waitForResponse("**/v1/route");
      await openLink(page, link);
      await listed;
      await idle(page);
      await says(page.locator(".todo"), wanted);
      expectQuiet(seen);
      await context.close();
    }
  });
});

test("that the relay took a put-off is not said of the step after it", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await family.does("check-in 0 ok");
    await family.does(`clock ${36 * HOUR + 60}`);
    const put = page.getByRole("button", { name: /Put off step/ });
    await newsBring(page, put);
    await put.click();
    await page.locator(".sure").getByRole("button", { name: /Put off step/ }).click();
    await says(page.locator("main"), /The relay has accepted it/);
    await family.does(`clock ${25 * HOUR}`);
    await newsBring(page, page.getByRole("button", { name: /Put off step .*3/ }));
    assert.doesNotMatch(await plain(page.locator("main")), /The relay has accepted it/);
    await context.close();
  });
});

test("in the list, somebody about whom the relay has been silent for an hour is not just checked in", async () => {
  await withFamily(async (family) => {
    const links = [await family.does("worker Asha en"), await family.does("worker Binod en")];
    const { page, context } = await openPage(browser, { view: VIEWS[0], hosts: [family.host] });
    await page.goto(`${family.url}family/`);
    await page.locator("#link").fill(links.join("\n"));
    await page.getByRole("button", { name: "Open", exact: true }).click();
    const rows = page.locator(".people li");
    await rows.nth(1).waitFor();
    for (const number of [0, 1]) {
      await newsComes(family, page, number);
    }
    await page.clock.install();
    await family.does("relay down");
    await page.clock.fastForward(30 * 60_000);
    await page.waitForTimeout(500);
    await page.clock.fastForward(2 * HOUR * 1_000);
    await says(rows.first(), /cannot be reached/);
    await says(rows.nth(1), /cannot be reached/);
    await expectFit(page, VIEWS[0]);
    await picture(page, "family-list-silent-en-320");
    await context.close();
  });
});

/** A check-in comes, and the list shows whose. */
async function newsComes(family, page, number) {
  while ((await family.does(`heard ${number}`)) === "") await page.waitForTimeout(200);
  await family.does(`hello ${number}`);
  await family.does(`check-in ${number} ok`);
  await page.reload();
  await says(page.locator(".people"), number === 0 ? /Asha/ : /Binod/);
}
