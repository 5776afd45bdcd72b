// What the family page shows when something is wrong: late, missed, step by step, places and the file, calls for help,
// pressure, practice; and what goes back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { expectQuiet, picture, startBrowser, VIEWS } from "./harness/browser.mjs";
import { withFamily } from "./harness/family.mjs";
import { downloaded, idle, lookForNews, newsBring, plain, says, stands, visitor } from "./harness/family-page.mjs";
import { expectFit } from "./harness/fitness.mjs";

const HOUR = 3_600;

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});


test("late, missed, told: each is said in words, in each width and language, and silence is never called harm", async () => {
  for (const view of VIEWS) {
    await withFamily(async (family) => {
      const link = await family.does(`worker Asha ${view.language}`);
      const { page, seen, context } = await visitor(browser, family, link, { view });
      await family.does("arm 0 1");
      await family.does("check-in 0 ok @27.7172,85.3240 I have arrived");
      const steps = [
        ["ok", 0],
        ["late", 25 * HOUR],
        ["missed", 12 * HOUR],
      ];
      for (const [situation, seconds] of steps) {
        if (seconds > 0) await family.does(`clock ${seconds}`);
        await lookForNews(page);
        await stands(page, situation);
        await expectFit(page, view);
        await picture(page, `family-${situation}-${view.name}`);
      }
      await newsBring(page, page.locator(".history .relay"));
      if (view.language === "en") {
        await says(page.locator(".banner"), /Silence is not proof of harm/);
        await says(page.locator(".history"), /The relay told step 1 of 3/);
        await says(page.locator(".history"), /No check-in has come since it was expected/);
      }
      await family.does("check-in 0 ok");
      await lookForNews(page);
      await stands(page, "ok");
      if (view.language === "en") await says(page.locator(".history"), /A check-in came after you were told/);
      expectQuiet(seen);
      await context.close();
    });
  }
});

test("a call for help is first on the page with words, place and drawing, and only an all clear ends it", async () => {
  for (const view of VIEWS) {
    await withFamily(async (family) => {
      const link = await family.does(`worker Asha ${view.language}`);
      const { page, seen, context } = await visitor(browser, family, link, { view });
      await family.does("arm 0 1");
      const event = await family.does("sos 0 locked They took my passport");
      await lookForNews(page);
      await stands(page, "sos");
      const banner = await plain(page.locator(".banner"));
      assert.match(banner, /They took my passport/);
      assert.match(banner, /25\.20480, 55\.27080/);
      assert.equal(await page.locator(".track svg circle.place").count(), 5);
      assert.equal(await page.locator(".track svg circle.newest").count(), 1);
      const map = page.locator("a[href^='https://www.openstreetmap.org/']").first();
      assert.equal(await map.getAttribute("rel"), "noopener noreferrer");
      assert.match(await page.locator("a[href^='geo:']").first().getAttribute("href"), /^geo:25\.20480,55\.27080/);
      await expectFit(page, view);
      await picture(page, `family-sos-${view.name}`);
      // An ordinary check-in ends nothing.
      await family.does("check-in 0 ok");
      await lookForNews(page);
      await stands(page, "sos");
      await family.does(`all-clear 0 ${event}`);
      await lookForNews(page);
      await stands(page, "ok");
      assert.match(await family.does("heard 0"), new RegExp(`fetched ${event}.*opened ${event}`));
      expectQuiet(seen);
      await context.close();
    });
  }
});

test("step by step: nothing opens early, then the places, then the file with two shares, and its papers stay papers", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, seen, context } = await visitor(browser, family, link);
    await family.does("arm 0 2");
    await family.does("sealed 0 27.70,85.31 9");
    await family.does(`clock ${36 * HOUR + 60}`);
    await lookForNews(page);
    await stands(page, "missed");
    await says(page.locator("#places ~ p"), /sealed/);
    assert.equal(await page.locator("#file").count(), 0);
    await family.does(`clock ${12 * HOUR}`);
    await newsBring(page, page.locator(".track svg"));
    assert.equal(await page.locator(".track svg circle").count() >= 9, true);
    await says(page.locator(".history"), /The relay told step 2 of 3/);
    await family.does(`clock ${36 * HOUR}`);
    await newsBring(page, page.getByRole("button", { name: "Give my share" }));
    await says(page.locator("main"), /opens when 2 of you have given their share\. Given so far: 1/);
    await page.getByRole("button", { name: "Give my share" }).click();
    await says(page.locator(".sure"), /cannot be taken back/);
    await page.locator(".sure").getByRole("button", { name: "Give my share" }).click();
    await says(page.locator("main"), /Your share is given/);
    assert.equal(await page.getByRole("button", { name: "Load the file" }).count(), 0);
    await family.does("share 0");
    await lookForNews(page);
    // A chunk that is spoilt on the way is found, and loaded again.
    let spoilt = 0;
    await page.route("**/v1/dossier/get", async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      if (spoilt === 0) body[40_000] ^= 1;
      spoilt += 1;
      await route.fulfill({ response: answer, body });
    });
    await page.getByRole("button", { name: "Load the file" }).click();
    await page.getByRole("button", { name: "Open the file" }).click();
    await says(page.locator("main"), /A part of the file is damaged/);
    await page.unroute("**/v1/dossier/get");
    await page.getByRole("button", { name: "Go on loading the file" }).click();
    await page.getByRole("button", { name: "Open the file" }).click();
    await says(page.locator(".fields"), /Sunrise Homes LLC/);
    const shown = await page.locator(".attachment img").evaluate((image) => image.decode().then(() => image.naturalWidth));
    assert.equal(shown, 1);
    const paper = await downloaded(page, page.getByRole("button", { name: /contract\.html/ }));
    assert.equal(paper.name, "contract.html");
    assert.equal(paper.text.length, 140_000);
    assert.equal(await page.title(), "Family page");
    await expectFit(page, VIEWS[0]);
    await picture(page, "family-file-en-320");
    expectQuiet(seen);
    await context.close();
  });
});

test("a later step is put off with a signature that counts, and others' holds are shown with their names", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await family.does("check-in 0 ok");
    await lookForNews(page);
    assert.equal(await page.locator("#hold").count(), 0);
    await family.does(`clock ${36 * HOUR + 60}`);
    const put = page.getByRole("button", { name: /Put off step/ });
    await newsBring(page, put);
    await put.click();
    await page.locator(".sure").getByRole("button", { name: /Put off step/ }).click();
    await says(page.locator("main"), /The relay has accepted it/);
    await newsBring(page, page.getByText(/Step .*2.* is put off until/));
    await says(page.locator("main"), /Step 2 is put off until .* by you/);
    await family.does(`clock ${13 * HOUR}`);
    await lookForNews(page);
    assert.doesNotMatch(await plain(page.locator(".history")), /told step 2/);
    await family.does("hold 0 2 20");
    await newsBring(page, page.getByText(/Step .*2.* was put off until .* by .*Ben/));
    await says(page.locator(".history"), /Step 2 was put off until .* by Ben/);
    await context.close();
  });
});

test("a message from under pressure is never shown as good news", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await family.does("check-in 0 ok");
    await family.does("clock 120");
    await family.does("forced 0");
    await lookForNews(page);
    await stands(page, "duress");
    const text = await plain(page.locator(".banner"));
    assert.match(text, /may be under pressure/);
    assert.doesNotMatch(text, /Asha has checked in/);
    await expectFit(page, VIEWS[0]);
    await context.close();
  });
});

test("a practice is marked as one, step for step, and a pause and an end are said", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await family.does("check-in 0 ok");
    await family.does("drill 0");
    await family.does("clock 660");
    await newsBring(page, page.getByText("Practice: the relay told step"));
    await stands(page, "ok");
    await says(page.locator("main"), /This is a practice\. Nothing has happened/);
    const text = await says(page.locator(".history"), /Practice: the relay told step 3 of 3/);
    assert.doesNotMatch(text, /^The relay told/m);
    await family.does("pause 0 48");
    await lookForNews(page);
    await stands(page, "paused");
    await family.does("end 0");
    await lookForNews(page);
    await stands(page, "no-plan");
    await family.does("farewell 0");
    await lookForNews(page);
    await stands(page, "ended");
    assert.equal(await page.locator("#reply").count(), 0);
    await context.close();
  });
});

test("what comes while the page is open is shown and said aloud without a touch", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await lookForNews(page);
    await page.clock.install();
    await family.does("sos 0 now");
    await page.clock.fastForward(70_000);
    await stands(page, "sos");
    await says(page.locator('[aria-live="polite"]'), /Asha called for help/);
    await context.close();
  });
});

test("a device whose clock is days behind is warned, and what is missed still shows", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await family.does("check-in 0 ok");
    await lookForNews(page);
    assert.doesNotMatch(await plain(page.locator(".touch")), /clock/);
    await family.does(`clock ${40 * HOUR}`);
    await lookForNews(page);
    await says(page.locator(".touch"), /The clock of this device is 40 hours behind the relay’s/);
    await stands(page, "missed");
    // The page's own watch goes on when the relay is silent.
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await idle(page);
    await family.does("relay down");
    await page.reload();
    await stands(page, "missed");
    await says(page.locator(".touch"), /cannot be reached/);
    await context.close();
  });
});

test("without any relay the page notices by itself that a check-in is missed", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("arm 0 1");
    await family.does("check-in 0 ok");
    await page.clock.install();
    await lookForNews(page);
    await stands(page, "ok");
    await family.does("relay down");
    await page.clock.fastForward(37 * HOUR * 1_000);
    await stands(page, "missed");
    await says(page.locator(".touch"), /cannot be reached/);
    await context.close();
  });
});

test("a reply of many words arrives whole, and one that is too long is refused before anything is sent", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    const words = "अ".repeat(330);
    await page.locator("#reply-text").fill(words);
    await page.getByRole("button", { name: "Send" }).click();
    await says(page.locator(".history"), /At the relay/);
    assert.ok((await family.does("heard 0")).includes(words));
    await page.locator("#reply-text").fill(`${words}अअअअअ`);
    await page.getByRole("button", { name: "Send" }).click();
    await says(page.getByRole("alert").filter({ hasText: "too long" }), /too long/);
    assert.equal((await page.locator("#reply-text").inputValue()).length, 335);
    await idle(page);
    await context.close();
  });
});

test("the page is fit in the dark, without colours of its own, and with less movement", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    for (const more of [{ colorScheme: "dark" }, { forcedColors: "active" }, { reducedMotion: "reduce" }]) {
      const { page, context } = await visitor(browser, family, link, more);
      await family.does("sos 0 help");
      await lookForNews(page);
      await stands(page, "sos");
      for (const summary of await page.locator("main > details > summary").all()) await summary.click();
      await page.locator("#alert-address").waitFor();
      await expectFit(page, VIEWS[0]);
      await picture(page, `family-sos-${Object.values(more)[0]}`);
      await context.close();
    }
  });
});
