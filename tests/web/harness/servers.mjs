// Servers that the relay hands its messages to, as operators run them: SMTP by aiosmtpd, push by ntfy itself.

import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { freshFolder, repository } from "./folders.mjs";
import { Program, run } from "./programs.mjs";

function tool(...names) {
  const places = names.map((name) => join(repository, "tools/.cache", name));
  const found = places.find(existsSync);
  if (!found) throw new Error(`${names[0]} is not here; tools/install brings it`);
  return found;
}

/** Waits until `find` gives something, asking again and again, and gives that. */
export async function until(what, find, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not in ${seconds} s`);
    await pause(100);
  }
}

/** A certificate of a server's own for this machine's names: { certificate, key }, both paths of PEM files. */
export function makeCertificate() {
  const folder = freshFolder();
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  const files = ["-keyout", key, "-out", certificate];
  // A leaf that is trusted by itself: an authority's certificate would be refused as a server's.
  const ran = run("openssl", ["req", "-x509", ...kind, ...names, "-addext", "basicConstraints=critical,CA:FALSE", ...files]);
  if (ran.code !== 0) throw new Error(`openssl ended with ${ran.code}\n${ran.stderr}`);
  return { certificate, key };
}

/**
 * A mail server. `mails()` are those that it took so far, each { from, to, login, tls, headers, text, parts, raw };
 * `mail(test)` waits for one; `tries()` are the addresses for which mail was offered. With `tls` (see makeCertificate) it insists on STARTTLS.
 */
export async function startMail({ user, password, greylist = false, refuse = [], tls } = {}) {
  const args = [fileURLToPath(new URL("mail_server.py", import.meta.url))];
  if (user) args.push("--user", user, "--password", password);
  if (greylist) args.push("--greylist");
  if (tls) args.push("--certificate", tls.certificate, "--key", tls.key);
  refuse.forEach((address) => args.push("--refuse", address));
  const program = new Program(tool("venv/bin/python"), ["-u", ...args]);
  const { port } = JSON.parse(await program.line(() => true));
  const said = () => program.lines.slice(1).map((line) => JSON.parse(line));
  const mails = () => said().filter((one) => one.raw !== undefined);
  return {
    host: "127.0.0.1",
    port,
    id: program.id,
    mails,
    tries: () => said().flatMap((one) => one.try ?? []),
    mail: (test, seconds) => until("a mail", () => mails().find(test), seconds),
    stop: () => program.stop(),
  };
}

/** A port that is free at this moment. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * The push server ntfy. `messages(topic)` are those that it has; `message(topic, test)` waits for one. A topic whose
 * name begins with `up` and has 14 letters is a UnifiedPush endpoint.
 */
export async function startNtfy() {
  const path = tool("bin/ntfy");
  const folder = freshFolder();
  // It cannot say which port the system gave it, so it is told one; somebody may be quicker to take it.
  for (let tries = 3; ; tries -= 1) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    // Tests ask more often than people do.
    const patience = ["--visitor-request-limit-exempt-hosts", "127.0.0.1"];
    const args = ["serve", ...patience, "--config", "/dev/null", "--listen-http", `127.0.0.1:${port}`, "--base-url", url.slice(0, -1)];
    const program = new Program(path, [...args, "--cache-file", join(folder, "cache.db")]);
    const ended = () => program.ended;
    const healthy = () => fetch(`${url}v1/health`).then((answer) => answer.ok, () => false);
    const up = await until("ntfy", async () => (ended() ? "ended" : (await healthy()) && "up"), 30).catch(() => "late");
    if (up === "up" && !ended()) {
      const messages = async (topic) => {
        const answer = await fetch(`${url}${topic}/json?poll=1&since=all`);
        if (!answer.ok) throw new Error(`ntfy answered ${answer.status}`);
        return (await answer.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
      };
      return {
        url,
        host: `127.0.0.1:${port}`,
        id: program.id,
        messages,
        message: (topic, test, seconds) => until("a message", async () => (await messages(topic)).find(test), seconds),
        stop: () => program.stop(),
      };
    }
    await program.stop();
    if (tries === 1) throw new Error(`ntfy did not start\n${program.errors}`);
  }
}
