// A real mail server and a real ntfy on loopback.

import assert from "node:assert/strict";
import { createConnection } from "node:net";
import { test } from "node:test";

import { run } from "../harness/programs.mjs";
import { makeCertificate, startMail, startNtfy } from "../harness/servers.mjs";

/** Speaks SMTP line by line: waits for each answer before it says more. Gives the answers. */
async function talk(port, lines) {
  const socket = createConnection(port, "127.0.0.1").setEncoding("utf8");
  const answers = [];
  let rest = "";
  const answer = () =>
    new Promise((resolve, reject) => {
      const hear = (text = "") => {
        rest += text;
        const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(rest);
        if (!whole) return socket.once("data", hear);
        rest = rest.slice(whole[0].length);
        return resolve(whole[0].trim());
      };
      socket.once("error", reject);
      hear();
    });
  answers.push(await answer());
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    answers.push(await answer());
  }
  socket.end();
  return answers;
}

const envelope = (to) => ["EHLO here", "MAIL FROM:<relay@example.org>", `RCPT TO:<${to}>`];
const TEXT = 'Subject: =?utf-8?q?caf=C3=A9?=\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\nWords.\r\n.';

test("the mail server takes a mail and shows it as it was sent", async () => {
  const mail = await startMail();
  const answers = await talk(mail.port, [...envelope("ben@example.org"), "DATA", TEXT, "QUIT"]);
  assert.match(answers.at(-2), /^250 taken/);
  const got = await mail.mail((one) => one.to.includes("ben@example.org"), 10);
  assert.equal(got.headers.subject, "café");
  assert.equal(got.text.trim(), "Words.");
  assert.equal(mail.mails().length, 1);
  assert.equal(await mail.stop(), "ended with 0");
});

test("the mail server greylists, refuses and asks for a login when told to", async () => {
  const mail = await startMail({ user: "relay", password: "words", greylist: true, refuse: ["nobody@example.org"] });
  assert.match((await talk(mail.port, ["EHLO here", "MAIL FROM:<a@example.org>"])).at(-1), /^530/);
  const login = ["EHLO here", `AUTH PLAIN ${Buffer.from("\0relay\0words").toString("base64")}`];
  const wrong = ["EHLO here", `AUTH PLAIN ${Buffer.from("\0relay\0other").toString("base64")}`];
  assert.match((await talk(mail.port, wrong)).at(-1), /^535/);
  const to = (address) => [...login, "MAIL FROM:<a@example.org>", `RCPT TO:<${address}>`];
  assert.match((await talk(mail.port, to("nobody@example.org"))).at(-1), /^550/);
  assert.match((await talk(mail.port, to("ben@example.org"))).at(-1), /^450/);
  assert.match((await talk(mail.port, [...to("ben@example.org"), "DATA", TEXT])).at(-1), /^250/);
  assert.equal((await mail.mail(() => true, 10)).login, "relay");
  await mail.stop();
});

test("the mail server with a certificate takes nothing before STARTTLS, and what comes under it is marked so", async () => {
  const tls = makeCertificate();
  const mail = await startMail({ tls });
  assert.match((await talk(mail.port, ["EHLO here", "MAIL FROM:<a@example.org>"])).at(-1), /^530/);
  const input = ["EHLO here", "MAIL FROM:<a@example.org>", "RCPT TO:<ben@example.org>", "DATA", TEXT, "QUIT", ""].join("\r\n");
  const client = ["s_client", "-quiet", "-starttls", "smtp", "-verify_return_error", "-verify_hostname", "localhost"];
  const ran = run("openssl", [...client, "-CAfile", tls.certificate, "-connect", `localhost:${mail.port}`], { input, seconds: 20 });
  assert.match(ran.stdout, /250 taken/, ran.stderr);
  assert.equal((await mail.mail(() => true, 10)).tls, true);
  await mail.stop();
});

test("ntfy takes a message and a UnifiedPush wake, and gives them to those who ask", async () => {
  const ntfy = await startNtfy();
  const sent = await fetch(`${ntfy.url}family`, { method: "POST", body: "words", headers: { title: "a title" } });
  assert.ok(sent.ok);
  const got = await ntfy.message("family", (one) => one.title === "a title", 10);
  assert.equal(got.message, "words");
  await fetch(`${ntfy.url}upAAAAAAAAAAAA?up=1`, { method: "POST" });
  assert.equal((await ntfy.messages("upAAAAAAAAAAAA")).length, 1);
  assert.deepEqual(await ntfy.messages("other"), []);
  await ntfy.stop();
  await assert.rejects(fetch(`${ntfy.url}v1/health`));
});
