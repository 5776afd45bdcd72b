// Alerts in the browser, from the button to the relay's wake. No push service can be reached here: the browser's part of
// subscribing is played, and a server of this test's own takes what the relay sends.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { expectQuiet, openPage, startBrowser, VIEWS } from "./harness/browser.mjs";
import { FamilyWorker } from "./harness/family.mjs";
import { idle, openLink, says } from "./harness/family-page.mjs";
import { until } from "./harness/servers.mjs";

let browser;
let service;
let address;
let family;
const wakes = [];

before(async () => {
  service = createServer((request, answer) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      wakes.push({ path: request.url, method: request.method, headers: request.headers, body: Buffer.concat(parts) });
      answer.writeHead(201).end();
    });
  });
  await new Promise((resolve, reject) => service.once("error", reject).listen(0, "127.0.0.1", resolve));
  address = `127.0.0.1:${service.address().port}`;
  browser = await startBrowser();
  const config = `[routes.push]\nhosts = ["${address}"]\n[routes.webpush]\ncontact = "mailto:relay@example.org"\n`;
  family = await FamilyWorker.start({ config });
});

after(async () => {
  await family?.stop();
  await browser?.close();
  service?.closeAllConnections();
  service?.close();
});

/** As browsers do it: a subscription lasts over loads of the page, and names an address at the push service. */
function played() {
  const kept = () => localStorage.getItem("endpoint");
  const subscription = () => (kept() === null ? null : { endpoint: kept() });
  PushManager.prototype.getSubscription = async () => subscription();
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (!userVisibleOnly || applicationServerKey.length !== 87) throw new DOMException("", "InvalidAccessError");
    localStorage.setItem("endpoint", localStorage.getItem("next"));
    return subscription();
  };
}

const next = (page, path) => page.evaluate((url) => localStorage.setItem("next", url), `http://${address}${path}`);
const wokenAt = (path) => wakes.filter((wake) => wake.path === path).length;

test("alerts are turned on, wake this browser without a word, follow it to a new address, and are turned off", async () => {
  const link = await family.does("worker Asha en");
  const { page, seen, context } = await openPage(browser, { view: VIEWS[0], hosts: [family.host], permissions: ["notifications"] });
  await page.addInitScript(played);
  await openLink(page, link);
  await idle(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await next(page, "/push/one");
  await page.locator("#alerts > summary").click();
  await page.getByRole("button", { name: "Turn on" }).click();
  await says(page.locator("#alerts"), /Alerts in this browser are on/);
  // Nobody has the page open: what comes is told by a wake.
  await page.goto("about:blank");
  await family.does("sos 0 They took my passport");
  await until("a wake", () => wokenAt("/push/one") > 0);
  const [{ method, headers, body }] = wakes;
  assert.equal(method, "POST");
  assert.equal(body.length, 0);
  assert.match(headers.authorization, /^vapid t=/);
  assert.equal(headers.urgency, "high");
  // The browser has given the subscription up, and makes another one.
  await page.goto(`${family.url}family/`);
  await idle(page);
  await page.evaluate(() => localStorage.removeItem("endpoint"));
  await next(page, "/push/two");
  await page.reload();
  await idle(page);
  await page.locator("#alerts > summary").click();
  await says(page.locator("#alerts"), /Alerts in this browser are on/);
  await until("one route", async () => (await page.locator(".routes li").count()) === 1);
  const before = wokenAt("/push/one");
  await page.goto("about:blank");
  await family.does("sos 0 again");
  await until("a wake at the new address", () => wokenAt("/push/two") > 0);
  assert.equal(wokenAt("/push/one"), before);
  await page.goto(`${family.url}family/`);
  await idle(page);
  await page.locator("#alerts > summary").click();
  await page.getByRole("button", { name: "Turn off" }).click();
  await says(page.locator("#alerts"), /No alerts yet/);
  expectQuiet(seen);
  await context.close();
});

test("a person who does not allow alerts is told so, and nothing is registered", async () => {
  const link = await family.does("worker Binod en");
  const { page, seen, context } = await openPage(browser, { view: VIEWS[0], hosts: [family.host] });
  await page.addInitScript(() => {
    Notification.requestPermission = async () => "denied";
    Object.defineProperty(Notification, "permission", { get: () => "default" });
  });
  await openLink(page, link);
  await idle(page);
  await page.locator("#alerts > summary").click();
  await page.getByRole("button", { name: "Turn on" }).click();
  await says(page.locator("#alerts"), /does not allow alerts/);
  await says(page.locator("#alerts"), /No alerts yet/);
  expectQuiet(seen);
  await context.close();
});
