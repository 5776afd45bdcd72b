// What the family page says to a relay, said from here: the page's own sources, bundled for Node.

import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { freshFolder, repository } from "./folders.mjs";

const web = join(repository, "relay/web");
let loaded;

/** The modules of `relay/web/src/protocol` by their names. */
export function protocol() {
  loaded ??= (async () => {
    const { build } = createRequire(join(web, "package.json"))("esbuild");
    const names = ["bytes", "cbor", "labels", "primitives", "requests", "route-request", "timer"];
    const outfile = join(freshFolder(), "protocol.mjs");
    const contents = names.map((name) => `export * as ${name.replace("-", "_")} from "./${name}.ts";`).join("\n");
    const stdin = { contents, resolveDir: join(web, "src/protocol"), loader: "ts" };
    await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
    return import(pathToFileURL(outfile).href);
  })();
  return loaded;
}

const random = (length) => new Uint8Array(randomBytes(length));

/** Posts a request and gives the bytes of the answer. */
async function post(relay, path, body) {
  const headers = { "content-type": "application/octet-stream" };
  const answer = await fetch(`${relay.url}${path}`, { method: "POST", headers, body });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Somebody who reads one mailbox, is reached by routes, and rings others. */
export class Reader {
  #count = 0;

  constructor(relay, modules) {
    this.relay = relay;
    this.modules = modules;
    this.key = modules.bytes.fromBase32(new URL(relay.address).hash.slice(1));
    this.reading = { id: random(16), capability: random(32) };
    this.mailbox = { id: random(16), capability: random(32) };
  }

  static async make(relay) {
    const reader = new Reader(relay, await protocol());
    const { writeRegister, readRegister } = reader.modules.requests;
    const entries = [{ op: "mailbox", ...reader.mailbox }];
    const { outcome, statuses } = readRegister(await post(relay, "v1/register", writeRegister(reader.reading, entries)));
    if (outcome !== 0 || statuses[0] !== 0) throw new Error(`registering: ${outcome}, ${statuses[0]}`);
    return reader;
  }

  /** Sets a route and gives its id; `kind` is one of the page's, or "unifiedpush", which apps use. */
  async setRoute(kind, address, { id = random(16), language = "en", urgentOnly = false } = {}) {
    const { outcome } = await this.#route({ op: "set", id, kind, address, language, urgentOnly });
    if (outcome !== 0) throw new Error(`setting a route: ${outcome}`);
    return id;
  }

  /** The state of one route, or nothing if it is not listed. */
  async routeState(id) {
    const { outcome, routes } = await this.#route({ op: "list" });
    if (outcome !== 0) throw new Error(`listing routes: ${outcome}`);
    return routes.find((route) => this.modules.bytes.equal(route.id, id))?.state;
  }

  async #route(ask) {
    const { writeRoute, readRoute } = this.modules.route_request;
    const write = ask.kind === "unifiedpush" ? this.#writeUnifiedPush(ask) : writeRoute(this.reading, ask, this.key);
    return readRoute(await post(this.relay, "v1/route", await write));
  }

  async #writeUnifiedPush({ id, address, language }) {
    const { bytes, cbor: { cbor }, labels, primitives } = this.modules;
    const values = [cbor.bytes(id), cbor.uint(5), cbor.text(address), cbor.text(language), cbor.uint(1)];
    const map = cbor.map(values.map((value, key) => [key, value]));
    const head = Uint8Array.of(1, 1);
    const plain = bytes.padded(924, bytes.u16(map.length), map);
    const sealed = await primitives.hpkeSeal(this.key, labels.ROUTE, head, plain);
    return bytes.padded(1_024, head, new Uint8Array(2), this.reading.id, this.reading.capability, sealed);
  }

  /** Puts a random cell into another's mailbox with a ring of 0, 1 or 2, as a worker's phone would. */
  async ring(other, ring) {
    const { bytes, labels, primitives, requests, timer } = this.modules;
    const R = 4;
    const [head, row] = [bytes.byte(1), (to, loud) => [to.id, to.capability, bytes.byte(loud), random(32), random(1_024)]];
    const nobody = { id: random(16), capability: random(32) };
    const rows = [row(other.mailbox, ring), ...Array.from({ length: R - 1 }, () => row(nobody, 0))];
    const aad = bytes.join(head, bytes.byte(R));
    this.#count += 1;
    const plain = bytes.join(aad, new Uint8Array(2), bytes.u64(this.#count), timer.NOOP, ...rows.flat());
    const length = R * 1_280 - primitives.HPKE_OVERHEAD;
    const filled = bytes.join(plain, random(length - plain.length));
    const group = await primitives.hpkeSeal(this.key, labels.GROUP, aad, filled);
    const answer = await post(this.relay, "v1/sync", requests.writeSync(this.reading, 0, 0n, group, random));
    const { outcome, rows: statuses } = requests.readSync(answer);
    if (outcome !== 0 || statuses[0] !== 0) throw new Error(`ringing: ${outcome}, ${statuses[0]}`);
  }

  /** Fetches what is there, as one who has opened the page does. Gives how many cells there were. */
  async fetch() {
    const { writeFetch, readFetch } = this.modules.requests;
    const answer = readFetch(await post(this.relay, "v1/fetch", writeFetch(this.reading, 0n, 0n, [])));
    if (answer.outcome !== 0) throw new Error(`fetching: ${answer.outcome}`);
    return answer.items.length;
  }
}
