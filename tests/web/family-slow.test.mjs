// How long it takes on a poor phone in a poor network: told, not judged.

import { after, before, test } from "node:test";

import { openPage, startBrowser, VIEWS } from "./harness/browser.mjs";
import { FamilyWorker } from "./harness/family.mjs";

/** What browsers call "slow 3G": 400 kbit/s each way, 400 ms from asking to answer. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const PATIENCE = { timeout: 120_000 };

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

test("the page comes and can be used on slow 3G, also with a slow processor", async (t) => {
  for (const rate of [1, 4]) {
    const link = await family.does("worker Asha en");
    const { page, seen, context } = await openPage(browser, { view: VIEWS[0], hosts: [family.host] });
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const begun = Date.now();
    const told = (what) => t.diagnostic(`${what}: ${Date.now() - begun} ms on slow 3G, processor slowed ${rate} times`);
    await page.goto(link, { waitUntil: "commit", ...PATIENCE });
    await page.locator("button.large").waitFor(PATIENCE);
    told(`the button can be pressed (${seen.bytes} bytes)`);
    await page.locator("button.large").click(PATIENCE);
    await page.locator("#stands").waitFor({ state: "attached", ...PATIENCE });
    told("how things stand is shown");
    await context.close();
  }
});
