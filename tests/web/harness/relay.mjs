// A real relay on this machine's loopback, and people who use the real command with it.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { freshFolder } from "./folders.mjs";
import { Program, run } from "./programs.mjs";

/** The path of a program that the one who started the tests has built. */
function built(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set; run these tests by: cargo xtask ci browser`);
  return path;
}

/**
 * Starts a relay. `config` is more TOML for its configuration file; `listen` and `data` keep their places over a
 * restart. Gives { address, url, data, stop(), restart() }: `address` is what phones are given, `url` without the key.
 */
export async function startRelay({ config = "", listen = "127.0.0.1:0", data = freshFolder(), env = {} } = {}) {
  mkdirSync(data, { recursive: true });
  const file = join(freshFolder(), "relay.toml");
  writeFileSync(file, config, { mode: 0o600 });
  const program = new Program(built("WAYHOME_RELAY"), ["--config", file], {
    WAYHOME_RELAY_LISTEN: listen,
    WAYHOME_RELAY_DATA: data,
    ...env,
  });
  const address = await program.line((line) => line.includes("://"));
  const url = new URL(address);
  const relay = {
    address,
    url: `${url.origin}${url.pathname}`,
    host: url.host,
    data,
    id: program.id,
    stop: (signal) => program.stop(signal),
    log: () => program.errors,
    async restart(more = {}) {
      await program.stop();
      return startRelay({ config, listen: url.host, data, env, ...more });
    },
  };
  return relay;
}

const PIN = "apple banana cherry dates elder figs";

/** A person with a store of their own who uses the command `wayhome`. */
export class Person {
  constructor(name, folder = freshFolder()) {
    this.name = name;
    this.store = join(folder, "store");
  }

  static make(name, relay) {
    const person = new Person(name);
    person.does(["worker", "init", "--relay", relay.address, "--name", name, "--kdf", "floor"]);
    return person;
  }

  /** Runs the command with the PIN, and gives what it says as a list of objects. */
  does(args, { lines = [] } = {}) {
    const all = ["--store", this.store, "--json", "--timeout", "60", "--pin-fd", "0", ...args];
    const ran = run(built("WAYHOME_COMMAND"), all, { input: [PIN, ...lines, ""].join("\n") });
    if (ran.code !== 0) {
      throw new Error(`wayhome ${args.join(" ")} ended with ${ran.code}\n${ran.stdout}${ran.stderr}`);
    }
    return ran.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  /** The same, and what stands under `key` in the first line that has it. */
  says(key, args, options) {
    const said = this.does(args, options).find((line) => key in line);
    if (!said) throw new Error(`wayhome ${args.join(" ")} said nothing of ${key}`);
    return said[key];
  }
}

/** Pairs two people in person: `worker` tells `contact`. */
export function pair(worker, contact, sharing = "always") {
  const invite = worker.says("invite", ["worker", "invite"]).text;
  const { answer } = contact.says("accepted", ["contact", "accept", "-", "--name", worker.name], { lines: [invite] });
  worker.does(["contact", "confirm", answer, "--name", contact.name, "--sharing", sharing]);
  contact.does(["sync"]);
}
