// Programs that a test starts and ends: by their own ids, never by name, also when the test breaks off.

import { spawn, spawnSync } from "node:child_process";

const running = new Set();

process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => process.exit(1));
}

/**
 * A program that goes on running. `line(test)` gives the first line of its output that passes the test; `ask(line)`
 * writes a line to one that answers each with a line.
 */
export class Program {
  #child;
  #ended;
  #how;
  #lines = [];
  #rest = "";
  #errors = "";
  #hearers = new Set();

  constructor(path, args, env = {}) {
    this.name = path.split("/").pop();
    this.#child = spawn(path, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    running.add(this.#child);
    // A program that a broken-off test left running does not keep the tests from ending, and ends with them.
    const { stdin, stdout, stderr } = this.#child;
    [this.#child, stdin, stdout, stderr].forEach((handle) => handle.unref());
    // It may have ended without reading: that is seen by its answer.
    stdin.on("error", () => {});
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => resolve(`could not be started: ${error.message}`));
      // "close" comes when its output has been read to the end as well.
      this.#child.once("close", (code, signal) => resolve(`ended with ${signal ?? code}`));
    }).then((how) => {
      running.delete(this.#child);
      this.#how = how;
      return how;
    });
    this.#child.stdout.setEncoding("utf8").on("data", (text) => this.#hear(text));
    this.#child.stderr.setEncoding("utf8").on("data", (text) => {
      this.#errors = (this.#errors + text).slice(-20_000);
    });
  }

  get id() {
    return this.#child.pid;
  }

  /** How it ended, if it has. */
  get ended() {
    return this.#how;
  }

  /** The whole lines of its output so far. */
  get lines() {
    return [...this.#lines];
  }

  /** What it wrote to standard error, the last of it. */
  get errors() {
    return this.#errors;
  }

  #hear(text) {
    const parts = (this.#rest + text).split("\n");
    this.#rest = parts.pop();
    this.#lines.push(...parts);
    this.#hearers.forEach((hearer) => hearer());
  }

  async ask(line, seconds) {
    const after = this.#lines.length;
    this.#child.stdin.write(`${line}\n`);
    return this.line(() => true, seconds, after);
  }

  async line(test, seconds = 30, after = 0) {
    let hearer;
    let timer;
    const found = new Promise((resolve) => {
      hearer = () => {
        const line = this.#lines.slice(after).find(test);
        if (line !== undefined) resolve(line);
      };
      this.#hearers.add(hearer);
      hearer();
    });
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, seconds * 1000, `said nothing of the kind in ${seconds} s`);
    });
    const failed = (how) => Promise.reject(new Error(`${this.name} ${how}\n${this.#errors}`));
    try {
      return await Promise.race([found, this.#ended.then(failed), late.then(failed)]);
    } finally {
      clearTimeout(timer);
      this.#hearers.delete(hearer);
    }
  }

  /** Asks it to end and waits; what does not listen is killed. Gives how it ended. */
  async stop(signal = "SIGTERM", patience = 10) {
    this.#child.kill(signal);
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), patience * 1000);
    const how = await this.#ended;
    clearTimeout(timer);
    return how;
  }
}

/** Runs a program to its end. Gives its exit code and both outputs. */
export function run(path, args, { input = "", env = {}, seconds = 120 } = {}) {
  const ran = spawnSync(path, args, {
    input,
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: seconds * 1000,
    killSignal: "SIGKILL",
    maxBuffer: 64 << 20,
  });
  // One that ends without reading its input has ended all the same: its exit code says how.
  if (ran.error && !(ran.error.code === "EPIPE" && ran.status !== null)) throw ran.error;
  return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}
