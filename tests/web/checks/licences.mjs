// What may stand among the Node packages: permissive licences only, each package held by its digest.
//
//   node licences.mjs FOLDER…    each with a package-lock.json

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** As in deny.toml. */
const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unicode-3.0",
  "Zlib",
]);

/** Copyleft for each file, not for the program around it, and only run in tests: never part of what we give away. */
const TEST_TOOLS = new Map([["axe-core", "MPL-2.0"]]);

/** Whether an SPDX expression can be met by permissive licences alone. Words that it does not know are not. */
export function permits(expression) {
  if (typeof expression !== "string") return false;
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    if (words[at] !== "(") return PERMISSIVE.has(words[at++]);
    at += 1;
    const inner = any();
    return words[at++] === ")" && inner;
  };
  const joined = (word, part, join) => () => {
    let good = part();
    while (words[at] === word) {
      at += 1;
      good = join(part(), good);
    }
    return good;
  };
  const all = joined("AND", one, (left, right) => left && right);
  const any = joined("OR", all, (left, right) => left || right);
  const good = any();
  return good && at === words.length;
}

/** Each package of a lock file with its licence, and what is wrong with it. `installed` reads its own package.json. */
export function judge(lock, { tests = false, installed = () => undefined } = {}) {
  if (lock.lockfileVersion !== 3) return { packages: [], wrong: ["the lock file is not of version 3"] };
  const packages = [];
  const wrong = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === "") continue;
    const name = entry.name ?? path.split("node_modules/").at(-1);
    const own = installed(path);
    const licence = own?.license ?? entry.license;
    packages.push(`${name} ${entry.version}: ${licence}`);
    const excepted = tests && TEST_TOOLS.get(name) === licence;
    if (!excepted && !permits(licence)) wrong.push(`${name} has the licence ${JSON.stringify(licence)}`);
    if (own && entry.license && own.license !== entry.license) {
      wrong.push(`${name} says ${JSON.stringify(own.license)} and the lock file ${JSON.stringify(entry.license)}`);
    }
    if (!/^sha512-/.test(entry.integrity ?? "") || entry.link) wrong.push(`${name} is not held by a digest`);
  }
  return { packages, wrong };
}

function main(folders) {
  let failed = folders.length === 0;
  for (const folder of folders) {
    const read = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));
    const installed = (path) =>
      existsSync(join(folder, path, "package.json")) ? read(join(path, "package.json")) : undefined;
    const tests = /(^|\/)tests\//.test(folder.replaceAll("\\", "/"));
    const { packages, wrong } = judge(read("package-lock.json"), { tests, installed });
    packages.forEach((line) => console.log(`${folder}: ${line}`));
    wrong.forEach((line) => console.log(`${folder}: WRONG: ${line}`));
    failed ||= wrong.length > 0;
  }
  process.exitCode = failed ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
