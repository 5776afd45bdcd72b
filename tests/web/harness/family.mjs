// A worker's phone beside a relay whose clock can be moved ahead: the program `family-worker`, told what to do line by
// line. Its orders are listed at the top of tests/src/bin/family-worker/main.rs.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { freshFolder } from "./folders.mjs";
import { Program } from "./programs.mjs";

export class FamilyWorker {
  #program;
  #workers = 0;

  constructor(program, address) {
    this.#program = program;
    const url = new URL(address);
    this.address = address;
    this.url = `${url.origin}${url.pathname}`;
    this.host = url.host;
  }

  /** `config` is TOML for the relay's configuration file. */
  static async start({ config } = {}) {
    const path = process.env.WAYHOME_FAMILY_WORKER;
    if (!path) throw new Error("WAYHOME_FAMILY_WORKER is not set; run these tests by: cargo xtask ci browser");
    const env = {};
    if (config !== undefined) {
      env.FAMILY_WORKER_RELAY_CONFIG = join(freshFolder(), "relay.toml");
      writeFileSync(env.FAMILY_WORKER_RELAY_CONFIG, config, { mode: 0o600 });
    }
    const program = new Program(path, [], env);
    return new FamilyWorker(program, await program.line((line) => line.includes("://")));
  }

  /** Gives an order and what it says after `ok`. */
  async does(order, seconds) {
    const answer = await this.#program.ask(order, seconds);
    if (answer !== "ok" && !answer.startsWith("ok ")) throw new Error(`${order}: ${answer}\n${this.#program.errors}`);
    return answer.slice(3);
  }

  /** A new worker, for whom nobody but this asks: their number and link. */
  async newWorker(language = "en") {
    const link = await this.does(`worker Asha ${language}`);
    this.#workers += 1;
    return { number: this.#workers - 1, link };
  }

  /** The program takes what comes and answers nothing, as a network that hangs; `thaw` lets it go on. */
  freeze() {
    process.kill(this.#program.id, "SIGSTOP");
  }

  thaw() {
    process.kill(this.#program.id, "SIGCONT");
  }

  stop() {
    return this.#program.stop();
  }
}

/** Gives a phone and relay of its own to what moves their time. */
export async function withFamily(body) {
  const family = await FamilyWorker.start();
  try {
    await body(family);
  } finally {
    await family.stop();
  }
}
