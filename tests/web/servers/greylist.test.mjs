// Mail servers that say no for a while, or for good.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Reader } from "../harness/protocol.mjs";
import { startRelay } from "../harness/relay.mjs";
import { startMail, until } from "../harness/servers.mjs";

const config = (mail) => `
[routes.smtp]
host = "127.0.0.1"
port = ${mail.port}
security = "plain"
from = "Wayhome <relay@example.org>"
`;

test("a mail that a server greylists is offered again and arrives, also when the relay was stopped meanwhile", async () => {
  const mail = await startMail({ greylist: true, refuse: ["nobody@example.org"] });
  const relay = await startRelay({ config: config(mail) });
  const [ben, nobody] = [await Reader.make(relay), await Reader.make(relay)];
  await nobody.setRoute("email", "nobody@example.org");
  await ben.setRoute("email", "ben@example.org");
  await until("the first try", () => mail.tries().some((address) => address === "ben@example.org"));
  assert.equal(mail.mails().length, 0);
  const again = await relay.restart();
  const taken = await mail.mail((one) => one.to.includes("ben@example.org"), 300);
  assert.match(taken.text, /\/r\//);
  assert.ok(mail.tries().filter((address) => address === "ben@example.org").length >= 2);
  assert.equal(mail.mails().length, 1);
  await again.stop();
  await mail.stop();
});
