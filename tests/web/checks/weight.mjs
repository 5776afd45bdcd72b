// What the family page weighs when it comes over the wire compressed.
//
//   node weight.mjs FOLDER    the built page

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

/** All parts of the page with one language, whichever is heaviest. */
export const MOST = 200_000;
/** The page as one file to download, which holds every language. */
export const MOST_SINGLE = 300_000;

/** The compressed length of each file in a folder, by its path. */
export function weights(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(paths.sort().map((path) => [path.slice(folder.length + 1), gzipSync(readFileSync(path), { level: 9 }).length]));
}

/** The weights of what a visitor of the page can be given at most, and of the single file. */
export function totals(found) {
  const language = /^words-[\w-]+\.json$/;
  const unserved = /^(files\.in|.*\.sha256)$/;
  const single = /single\.html$/;
  const of = (pattern) => [...found].filter(([path]) => pattern.test(path)).map(([, weight]) => weight);
  const others = [...found].filter(([path]) => ![language, unserved, single].some((pattern) => pattern.test(path)));
  const parts = others.reduce((sum, [, weight]) => sum + weight, 0);
  return { page: parts + Math.max(0, ...of(language)), single: Math.max(0, ...of(single)) };
}

/** What is wrong with those weights. */
export function judge(found) {
  const { page, single } = totals(found);
  const wrong = [];
  if (page === 0) wrong.push("there is no page");
  if (page > MOST) wrong.push(`the page with one language has ${page} bytes compressed, more than ${MOST}`);
  if (single > MOST_SINGLE) wrong.push(`the single file has ${single} bytes compressed, more than ${MOST_SINGLE}`);
  return wrong;
}

function main(folder) {
  const found = weights(folder);
  for (const [path, weight] of found) console.log(`${String(weight).padStart(8)}  ${path}`);
  const { page, single } = totals(found);
  console.log(`compressed: the page with one language ${page}, the single file ${single}`);
  const wrong = judge(found);
  wrong.forEach((line) => console.log(`WRONG: ${line}`));
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv[2]);
