// Papers and many people: the case sheet, the recovery sheet, the list, its search, notes and table, and alerts.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { expectQuiet, openPage, picture, startBrowser, VIEWS } from "./harness/browser.mjs";
import { withFamily } from "./harness/family.mjs";
import { downloaded, idle, lookForNews, newsBring, openLink, plain, says, stands, visitor } from "./harness/family-page.mjs";
import { expectFit } from "./harness/fitness.mjs";
import { repository } from "./harness/folders.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

test("the case sheet holds every fact with its source and no key, on paper and as a file, in each width and language", async () => {
  for (const view of VIEWS) {
    await withFamily(async (family) => {
      const link = await family.does(`worker Asha ${view.language}`);
      const { page, seen, context } = await visitor(browser, family, link, { view });
      await family.does("arm 0 1");
      await family.does("check-in 0 uneasy @25.2017,55.2640 They do not let me out");
      await family.does("clock 133200");
      await lookForNews(page);
      await stands(page, "missed");
      await newsBring(page, page.locator(".history .relay"));
      await page.locator("#sheet-offer ~ button").click();
      await page.locator("#sheet-sources").waitFor();
      await expectFit(page, view);
      await picture(page, `family-sheet-${view.name}`);
      const text = await plain(page.locator("main"));
      assert.match(text, /They do not let me out/);
      assert.match(text, /25\.20170, 55\.26400/);
      const { name, text: json } = await downloaded(page, page.locator(".actions button").nth(2));
      assert.match(name, /Asha.*\.json$/);
      const sheet = JSON.parse(json);
      assert.equal(sheet.stands.situation.value, "missed");
      assert.equal(sheet.stands.step_told.source, "relay");
      assert.equal(sheet.places[0].source, "phone");
      assert.ok(sheet.history.some((item) => item.words === "They do not let me out" && item.source === "phone"));
      const code = link.split("#")[1];
      assert.ok(!json.includes(code.slice(10, 60)) && !text.includes(code.slice(10, 60)));
      assert.ok(!/receiveCapability|secret|messageKey/.test(json));
      const paper = await page.pdf({ preferCSSPageSize: true });
      assert.match(paper.toString("latin1"), /\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
      expectQuiet(seen);
      await context.close();
    });
  }
});

test("private notes are on the case sheet only if wished, and stay in this browser", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await page.locator("#page > summary").click();
    await page.locator("#page-note").fill("spoke with her brother");
    await page.locator("#page-label").fill("Asha T.");
    await page.locator("#page").getByRole("button", { name: "Save", exact: true }).click();
    await says(page.locator("h1"), /Asha T\./);
    await page.getByRole("button", { name: "Show the case sheet" }).click();
    assert.doesNotMatch(await plain(page.locator("main")), /spoke with her brother/);
    await page.getByRole("checkbox").check();
    await says(page.locator("main"), /spoke with her brother/);
    const other = await visitor(browser, family, link);
    await other.page.locator("#page > summary").click();
    assert.equal(await other.page.locator("#page-note").inputValue(), "");
    await other.context.close();
    await context.close();
  });
});

test("the recovery sheet shows the link as it was given, and the picture of exactly that link", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await says(page.locator(".hint"), /Print your recovery sheet/);
    await page.locator(".hint").getByRole("button", { name: "Show the recovery sheet" }).click();
    assert.equal((await page.locator(".link-text").innerText()).trim(), link);
    await expectFit(page, VIEWS[0]);
    await picture(page, "family-recovery-en-320");
    const { encode } = await import(pathToFileURL(join(repository, "relay/web/node_modules/uqr/dist/index.mjs")).href);
    const { data, size } = encode(link, { ecc: "M", border: 4 });
    assert.equal(await page.locator("svg.qr").getAttribute("viewBox"), `0 0 ${size} ${size}`);
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    assert.equal(await page.locator("svg.qr path").getAttribute("d"), squares.join(""));
    await page.getByRole("button", { name: "Back" }).click();
    await page.locator("#stands").waitFor({ state: "attached" });
    await page.locator(".hint").waitFor({ state: "detached" });
    await context.close();
  });
});

test("many people are sorted by lateness, searched, saved as a table, and each opened alone", async () => {
  await withFamily(async (family) => {
    const people = ["Asha", "Binod", "Chameli", "Dorji", "Esha"];
    const links = [];
    for (const name of people) links.push(await family.does(`worker ${name} en`));
    for (const view of [VIEWS[0], VIEWS[1]]) {
      const { page, seen, context } = await openPage(browser, { view, hosts: [family.host] });
      await openLink(page, links[0]);
      await idle(page);
      for (const link of links.slice(1)) {
        await page.locator("#page > summary").click();
        await page.getByRole("button", { name: "Add another link" }).click();
        await page.locator("#link").fill(link);
        await page.getByRole("button", { name: "Open", exact: true }).click();
        await page.locator("#stands").waitFor({ state: "attached" });
        await idle(page);
      }
      if (view === VIEWS[0]) {
        for (const number of [0, 1, 2, 3, 4]) await family.does(`arm ${number} 1`);
        for (const number of [0, 1]) await family.does(`check-in ${number} ok`);
        await family.does("clock 90000");
        for (const number of [2, 4]) await family.does(`check-in ${number} ok`);
        await family.does("clock 43300");
        await family.does("check-in 1 ok");
        await family.does("sos 4 help");
      }
      await page.locator("#page > summary").click();
      await page.locator("#page-label").fill(view === VIEWS[0] ? "=HYPERLINK(1)" : "Esha");
      await page.locator("#page").getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("button", { name: "Back" }).click();
      await page.locator(".people").waitFor();
      for (let i = 0; i < people.length; i += 1) {
        await page.locator(".people button").nth(i).click();
        await lookForNews(page);
        await page.getByRole("button", { name: "Back" }).click();
      }
      // Opening in turn while the order changes may miss one: the page asks by itself as well.
      await says(page.locator(".people li:nth-child(1)"), /Call for help/);
      await says(page.locator(".people"), /Missed/);
      const order = (await plain(page.locator(".people"))).match(/Call for help|Missed|Late|Checked in|No plan|Nothing yet/g);
      const rank = ["Call for help", "Missed", "Late", "Checked in", "No plan", "Nothing yet"];
      assert.deepEqual(order, [...order].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)));
      await expectFit(page, view);
      await picture(page, `family-list-${view.name}`);
      await page.locator("#search").fill("chameli");
      await page.waitForFunction(() => document.querySelectorAll(".people li").length === 1);
      await page.locator("#search").fill("nobody of this name");
      await says(page.locator("main"), /Nobody found/);
      await page.locator("#search").fill("");
      const { name, text } = await downloaded(page, page.getByRole("button", { name: "Save the list" }));
      assert.match(name, /\.csv$/);
      assert.equal(text.trim().split("\r\n").length, 6);
      if (view === VIEWS[0]) assert.match(text, /"'=HYPERLINK\(1\)"/);
      expectQuiet(seen);
      await context.close();
    }
  });
});

test("alerts that this relay does not offer are refused in words, and none appears", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await page.locator("#alerts > summary").click();
    await page.locator("#alert-address").fill("ben@example.org");
    await page.locator("#alerts form").getByRole("button", { name: "Add" }).click();
    await says(page.locator("#alerts"), /does not offer that|did not work|refuses to answer/);
    await says(page.locator("#alerts"), /No alerts yet/);
    await expectFit(page, VIEWS[0]);
    await context.close();
  });
});

test("a person is removed only when asked twice, and the link brings them back", async () => {
  await withFamily(async (family) => {
    const link = await family.does("worker Asha en");
    const { page, context } = await visitor(browser, family, link);
    await family.does("check-in 0 ok still there");
    await lookForNews(page);
    await page.locator("#page > summary").click();
    await page.getByRole("button", { name: "Remove this person" }).click();
    await page.locator(".sure").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Remove this person" }).click();
    await page.locator(".sure").getByRole("button", { name: "Remove this person" }).click();
    await page.locator("#link").waitFor();
    const left = await page.evaluate(async () => {
      const [{ name }] = await indexedDB.databases();
      const database = await new Promise((resolve) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
      });
      const counts = [...database.objectStoreNames].filter((table) => table !== "settings").map(
        (table) =>
          new Promise((resolve) => {
            const asked = database.transaction(table).objectStore(table).count();
            asked.onsuccess = () => resolve(asked.result);
          }),
      );
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    });
    assert.equal(left, 0);
    await openLink(page, link);
    await idle(page);
    await says(page.locator(".history"), /still there/);
    await context.close();
  });
});
