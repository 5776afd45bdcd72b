// What the other tests here lean on can fail: each fault that it looks for is shown to it once.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { after, before, test } from "node:test";

import { clearStorage, expectQuiet, openPage, picture, startBrowser, VIEWS } from "./harness/browser.mjs";
import { FamilyWorker } from "./harness/family.mjs";
import { barriers, cramped, expectFit, overflowing, tabStops } from "./harness/fitness.mjs";
import { artefactsFolder, repository } from "./harness/folders.mjs";
import { startPages } from "./harness/pages.mjs";
import { Program, run } from "./harness/programs.mjs";
import { pair, Person, startRelay } from "./harness/relay.mjs";
import { until } from "./harness/servers.mjs";

const whole = (body, more = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
   <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${more}</head>
   <body><main><h1>A page</h1>${body}</main></body></html>`;

const GOOD = whole(`<p>Words.</p><p><a href="/wide">One</a> <button id="two" style="min-width: 44px; min-height: 44px">Two</button></p>`);

let browser;
let pages;

before(async () => {
  browser = await startBrowser();
  pages = await startPages({
    "/": GOOD,
    "/barriers": whole(`<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="9" height="9"><input id="x">`),
    "/wide": whole(`<p style="width: 700px">Wide.</p>`),
    "/small": whole(`<h3>Deep</h3><button style="height: 20px; width: 60px">Go</button>
      <p style="width: 90px; overflow: hidden; white-space: nowrap">Words that do not fit into it.</p>`),
    "/outside": whole(`<img alt="" src="http://elsewhere.test/picture.png">`),
    "/worker": whole(`<script>
      navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready).then(() => (document.title = "ready"));
    </script>`),
    "/worker.js": `self.addEventListener("activate", (event) => {
      event.waitUntil(fetch("http://elsewhere.test/worker.txt", { mode: "no-cors" }).catch(() => {}));
    });`,
    "/throws": whole(`<script>throw new Error("on purpose")</script>`),
    "/policy": whole(`<script>1</script>`, `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`),
  });
});

after(async () => {
  await pages?.stop();
  await browser?.close();
});

/** Opens one of the pages above, hands it over, and closes it. */
async function withPage(path, body, view = VIEWS[0]) {
  const opened = await openPage(browser, { view, hosts: [pages.host] });
  try {
    await opened.page.goto(new URL(path, pages.url).href);
    await body(opened);
  } finally {
    await opened.context.close();
  }
}

test("a good page is fit and quiet in every width, and what it weighs is counted", async () => {
  for (const view of VIEWS) {
    await withPage("/", async ({ page, seen }) => {
      await expectFit(page, { language: "en", direction: "ltr" });
      expectQuiet(seen);
      assert.ok(seen.bytes >= GOOD.length, `${seen.bytes}`);
      assert.equal(await page.evaluate(() => innerWidth), view.width);
      assert.equal(await page.evaluate(() => navigator.language), view.language);
    }, view);
  }
});

test("a picture without words and a field without a name are barriers", async () => {
  await withPage("/barriers", async ({ page }) => {
    const found = (await barriers(page)).join("\n");
    assert.match(found, /image-alt/);
    assert.match(found, /label/);
    await assert.rejects(expectFit(page, {}), /image-alt/);
  });
});

test("a wide paragraph is found on a narrow screen and not on a wide one", async () => {
  await withPage("/wide", async ({ page }) => {
    assert.match((await overflowing(page)).join(), /^p#/);
    await assert.rejects(expectFit(page, {}), /wider than the screen/);
  });
  await withPage("/wide", async ({ page }) => assert.deepEqual(await overflowing(page), []), VIEWS[1]);
});

test("a small button, a text that is cut off and a heading out of order are found", async () => {
  await withPage("/small", async ({ page }) => {
    const found = await cramped(page);
    assert.equal(found.length, 3, found.join("\n"));
    await assert.rejects(expectFit(page, {}), /too small to press.*\n.*cut off.*\n.*level 3/);
  });
});

test("a wrong language and a wrong direction are found", async () => {
  await withPage("/", async ({ page }) => {
    await assert.rejects(expectFit(page, { language: "ur" }), /its language is en/);
    await assert.rejects(expectFit(page, { direction: "rtl" }), /it runs ltr/);
  });
});

test("a request to anyone else is seen", async () => {
  await withPage("/outside", async ({ seen }) => {
    assert.deepEqual(seen.outside, ["http://elsewhere.test/picture.png"]);
    assert.throws(() => expectQuiet(seen), /asked outside/);
  });
});

test("a request of a page's service worker to anyone else is seen", async () => {
  await withPage("/worker", async ({ page, seen }) => {
    await page.waitForFunction(() => document.title === "ready");
    await until("the worker's request", () => seen.outside.length > 0, 10);
    assert.deepEqual(seen.outside, ["http://elsewhere.test/worker.txt"]);
  });
});

test("a script's error and a break of the page's policy are seen", async () => {
  await withPage("/throws", async ({ seen }) => {
    assert.throws(() => expectQuiet(seen), /on purpose/);
    expectQuiet(seen, [/on purpose/]);
  });
  await withPage("/policy", async ({ seen }) => assert.throws(() => expectQuiet(seen), /Content Security Policy/));
});

test("the keyboard's way through a page comes by each link and button once", async () => {
  await withPage("/", async ({ page }) => {
    assert.deepEqual((await tabStops(page)).map((stop) => stop.label), ["One", "Two"]);
  });
});

test("cleared storage holds nothing of what was kept", async () => {
  await withPage("/", async ({ page }) => {
    const kept = () =>
      page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]);
    await page.evaluate(async () => {
      localStorage.setItem("a", "b");
      await caches.open("c");
      await new Promise((resolve, reject) => {
        const request = indexedDB.open("d");
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = reject;
      });
    });
    assert.deepEqual(await kept(), [1, 1, 1]);
    await clearStorage(page);
    assert.deepEqual(await kept(), [0, 0, 0]);
  });
});

test("a picture lies outside the repository, and a place inside it is refused", async () => {
  await withPage("/", async ({ page }) => {
    const path = await picture(page, "harness");
    assert.deepEqual([...readFileSync(path).subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
    assert.match(relative(repository, path), /^\.\./);
  });
  assert.throws(() => artefactsFolder(`${repository}target/artefacts`), /outside the repository/);
  assert.ok(!existsSync(`${repository}target/artefacts`));
});

test("a program that does not listen is killed, and one that never speaks is not waited for", async () => {
  const deaf = new Program("/bin/sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"]);
  assert.equal(await deaf.line(() => true), "ready");
  await assert.rejects(deaf.line((line) => line === "more", 0.2), /said nothing/);
  assert.equal(await deaf.stop("SIGTERM", 0.3), "ended with SIGKILL");
  assert.throws(() => process.kill(deaf.id, 0), /ESRCH/);
  const dumb = new Program("/bin/sh", ["-c", "echo words >&2; exit 3"]);
  await assert.rejects(dumb.line(() => true), /ended with 3\nwords/);
  assert.equal(run("/bin/sh", ["-c", "cat; exit 4"], { input: "in" }).stdout, "in");
  // More than a pipe holds, and nobody who reads it.
  assert.equal(run("/bin/sh", ["-c", "exec 0<&-; exit 5"], { input: "x".repeat(1 << 20) }).code, 5);
});

test("a real relay answers the browser, keeps its place over a restart, and is gone when stopped", async () => {
  const relay = await startRelay();
  const { page, context, seen } = await openPage(browser, { hosts: [relay.host] });
  assert.equal(await (await page.goto(`${relay.url}healthz`)).text(), "ok\n");
  const again = await relay.restart();
  assert.equal(again.address, relay.address);
  assert.notEqual(again.id, relay.id);
  assert.equal((await page.goto(`${relay.url}healthz`)).status(), 200);
  assert.equal(await again.stop(), "ended with 0");
  await assert.rejects(page.goto(`${relay.url}healthz`), /ERR_CONNECTION_REFUSED/);
  assert.deepEqual(seen.outside, []);
  await context.close();
});

test("two people pair through the real relay, and a check-in of one is read by the other", async () => {
  const relay = await startRelay();
  const [asha, ben] = [Person.make("Asha", relay), Person.make("Ben", relay)];
  pair(asha, ben);
  asha.does(["worker", "check-in", "--note", "here"]);
  // What could not be sent at once goes with a later sync.
  const came = () => /"note":"here"/.test(JSON.stringify(ben.says("inbox", ["contact", "inbox"])));
  for (let tries = 10; tries > 0; tries -= 1) {
    ben.does(["sync"]);
    if (came()) break;
    asha.does(["sync"]);
  }
  assert.ok(came(), "the check-in did not come");
  assert.throws(() => ben.does(["contact", "nonsense"]), /ended with/);
  await relay.stop();
});

test("a worker with a family link does what it is told, and says what it did not understand", async () => {
  const worker = await FamilyWorker.start();
  const link = await worker.does("worker Asha en");
  assert.ok(link.startsWith(`${worker.url}family/#WF1`), link);
  assert.equal(await worker.does("clock 60"), "");
  await assert.rejects(worker.does("nonsense"), /nonsense: error/);
  await worker.stop();
});
