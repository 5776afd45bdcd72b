// The relay reaches people without the app through a real mail server and a real ntfy, only after they agreed, and
// stops when they ask.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Reader } from "../harness/protocol.mjs";
import { startRelay } from "../harness/relay.mjs";
import { makeCertificate, startMail, startNtfy, until } from "../harness/servers.mjs";

let mail;
let ntfy;
let relay;
let worker;

const config = ({ tls, hosts }) => `
[routes]
certificates = "${tls.certificate}"

[routes.push]
hosts = ["${hosts.join('", "')}"]

[routes.smtp]
host = "localhost"
port = ${mail.port}
security = "starttls"
user = "relay"
password = "some words"
from = "Wayhome <relay@example.org>"

[routes.ntfy]

[routes.unifiedpush]
`;

before(async () => {
  const tls = makeCertificate();
  [mail, ntfy] = await Promise.all([
    startMail({ tls, user: "relay", password: "some words", refuse: ["nobody@example.org"] }),
    startNtfy(),
  ]);
  relay = await startRelay({ config: config({ tls, hosts: [ntfy.host] }) });
  worker = await Reader.make(relay);
});

after(async () => {
  await Promise.all([relay, mail, ntfy].map((server) => server?.stop()));
});

/** The first address in a text that leads to this kind of the relay's pages. */
function link(text, kind) {
  const found = text.match(/https?:\/\/[^\s<>")]+/g)?.find((url) => url.startsWith(`${relay.url}${kind}/`));
  assert.ok(found, `no link to ${relay.url}${kind}/ in: ${text}`);
  return found;
}

const toAddress = (address, after = 0) => (one, index) => index >= after && one.to.includes(address);
const confirmed = async (reader, id) => (await reader.routeState(id)) === "confirmed";

/** Sets a route by e-mail, and agrees to it as its reader would. */
async function confirmedMail(reader, address, more) {
  const id = await reader.setRoute("email", address, more);
  const question = await mail.mail(toAddress(address));
  const answer = await fetch(link(question.text, "r"), { method: "POST" });
  assert.ok(answer.ok, `${answer.status}`);
  await until("the confirmation", () => confirmed(reader, id));
  return id;
}

test("a mail address is written to only after its reader pressed the button, and a scanner's look presses nothing", async () => {
  const ben = await Reader.make(relay);
  const id = await ben.setRoute("email", "ben@example.org");
  const question = await mail.mail(toAddress("ben@example.org"));
  assert.equal(question.tls, true);
  assert.equal(question.login, "relay");
  const url = link(question.text, "r");
  const page = await fetch(url);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<form[^>]* method="?post/i);
  assert.equal(await ben.routeState(id), "unconfirmed");
  await worker.ring(ben, 2);
  // Somebody whose address is confirmed is told later than that, and nobody else was.
  const carla = await Reader.make(relay);
  await confirmedMail(carla, "carla@example.org");
  const before = mail.mails().length;
  await worker.ring(carla, 2);
  await mail.mail(toAddress("carla@example.org", before));
  assert.equal(mail.mails().filter((one) => one.to.includes("ben@example.org")).length, 1);
  assert.ok((await fetch(url, { method: "POST" })).ok);
  await until("the confirmation", () => confirmed(ben, id));
});

test("an urgent ring is told at once in neutral words, with a way to the page and a way out that works", async () => {
  const dora = await Reader.make(relay);
  const id = await confirmedMail(dora, "dora@example.org");
  const before = mail.mails().length;
  await worker.ring(dora, 2);
  const told = await mail.mail(toAddress("dora@example.org", before));
  link(told.text, "family");
  assert.doesNotMatch(told.raw, /SOS|missed|danger|check-in/i);
  assert.equal(told.headers["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
  const stop = link(told.headers["list-unsubscribe"], "o");
  assert.equal((await fetch(stop)).status, 200);
  assert.equal(await dora.routeState(id), "confirmed");
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  assert.ok((await fetch(stop, { method: "POST", body })).ok);
  assert.equal(await dora.routeState(id), "opted-out");
  const [seen, carla] = [mail.mails().length, await Reader.make(relay)];
  await worker.ring(dora, 2);
  await confirmedMail(carla, "carla2@example.org");
  assert.equal(mail.mails().slice(seen).filter((one) => one.to.includes("dora@example.org")).length, 0);
});

test("a person who reads Urdu is written to in Urdu", async () => {
  const urooj = await Reader.make(relay);
  await confirmedMail(urooj, "urooj@example.org", { language: "ur" });
  const before = mail.mails().length;
  await worker.ring(urooj, 2);
  const told = await mail.mail(toAddress("urooj@example.org", before));
  assert.match(told.text, /[\u0600-\u06ff]{3}/);
  assert.match(told.headers.subject, /[\u0600-\u06ff]{3}/);
});

test("an ntfy topic is told after its reader agreed, and the message leads to the family page", async () => {
  const esi = await Reader.make(relay);
  const id = await esi.setRoute("ntfy", `${ntfy.url}esi-topic`);
  const question = await ntfy.message("esi-topic", () => true);
  await worker.ring(esi, 2);
  assert.ok((await fetch(link(question.click, "r"), { method: "POST" })).ok);
  await until("the confirmation", () => confirmed(esi, id));
  await worker.ring(esi, 2);
  const told = await ntfy.message("esi-topic", (one) => one.id !== question.id);
  link(told.click, "family");
  assert.equal(told.priority, 5);
  assert.doesNotMatch(JSON.stringify(told), /SOS|missed|danger|check-in/i);
});

test("an app's UnifiedPush endpoint is woken by any cell, without content", async () => {
  const fumi = await Reader.make(relay);
  await fumi.setRoute("unifiedpush", `${ntfy.url}upABCDEFGHIJKL?up=1`);
  await worker.ring(fumi, 0);
  const wake = await ntfy.message("upABCDEFGHIJKL", () => true);
  assert.doesNotMatch(JSON.stringify(wake), /family|http|cell|message-id/i);
  assert.equal(await fumi.fetch(), 1);
});

test("no address that was written to stands in any file of the relay, nor in its log", async () => {
  const gil = await Reader.make(relay);
  await confirmedMail(gil, "canary-gil@example.org");
  const files = readdirSync(relay.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.some((entry) => entry.name === "relay.sqlite"));
  const texts = files.map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), "latin1"));
  for (const text of [...texts, relay.log()]) {
    for (const canary of ["canary-gil", "carla", "esi-topic", "upABCDEFGHIJKL", "some words"]) {
      assert.ok(!text.includes(canary), canary);
    }
  }
});
