// What the family page weighs when it comes over the wire compressed.
//
//   node weight.mjs FOLDER    the built page

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

export const MOST = 200_000;

/** The compressed length of each file in a folder, by its path. */
export function weights(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(paths.sort().map((path) => [path.slice(folder.length + 1), gzipSync(readFileSync(path), { level: 9 }).length]));
}

/** What is wrong with those weights: all files together, and each that is a whole page by itself, stay below. */
export function judge(found, most = MOST) {
  if (found.size === 0) return ["there is nothing in it"];
  const single = [...found].filter(([path]) => isWholePage(path));
  const parts = [...found].filter(([path]) => !isWholePage(path));
  const together = parts.reduce((sum, [, weight]) => sum + weight, 0);
  const wrong = single.filter(([, weight]) => weight > most).map(([path, weight]) => `${path} has ${weight} bytes`);
  if (together > most) wrong.push(`all files together have ${together} bytes`);
  return wrong;
}

/** The page as one file to download, which holds again what the others hold. */
const isWholePage = (path) => /(^|\/)[^/]*(single|standalone)[^/]*\.html$/.test(path);

function main(folder) {
  const found = weights(folder);
  for (const [path, weight] of found) console.log(`${String(weight).padStart(8)}  ${path}`);
  const wrong = judge(found);
  wrong.forEach((line) => console.log(`too heavy, of ${MOST} bytes compressed: ${line}`));
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv[2]);
