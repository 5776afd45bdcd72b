// The checks of packages and of the built page's weight find what they are there for.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { judge as judgeLicences, permits } from "./checks/licences.mjs";
import { judge as judgeWeights, MOST, MOST_SINGLE, weights } from "./checks/weight.mjs";
import { freshFolder } from "./harness/folders.mjs";

test("a licence is permitted when permissive terms alone meet it", () => {
  for (const good of ["MIT", "(MIT OR GPL-3.0)", "GPL-3.0 OR (MIT AND ISC)", "MIT AND (Zlib OR LGPL-2.1)"]) {
    assert.ok(permits(good), good);
  }
  const bad = ["GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT)", "MIT ISC", "", "SEE LICENSE IN x", "(MIT OR) ISC", undefined, {}];
  for (const one of bad) assert.ok(!permits(one), JSON.stringify(one));
});

test("a package without a good licence or without a digest is found", () => {
  const lock = (entry) => ({ lockfileVersion: 3, packages: { "": {}, "node_modules/@a/b": { version: "1.0.0", ...entry } } });
  const integrity = "sha512-x";
  assert.deepEqual(judgeLicences(lock({ license: "MIT", integrity })).wrong, []);
  assert.match(judgeLicences(lock({ license: "GPL-2.0", integrity })).wrong.join(), /@a\/b has the licence "GPL-2.0"/);
  assert.match(judgeLicences(lock({ integrity })).wrong.join(), /undefined/);
  assert.match(judgeLicences(lock({ license: "MIT" })).wrong.join(), /digest/);
  assert.match(judgeLicences(lock({ license: "MIT", integrity, link: true })).wrong.join(), /digest/);
  const other = { installed: () => ({ license: "GPL-2.0" }) };
  assert.equal(judgeLicences(lock({ license: "MIT", integrity }), other).wrong.length, 2);
  assert.match(judgeLicences({ lockfileVersion: 1 }).wrong.join(), /version 3/);
});

test("a copyleft test tool is let through in tests and nowhere else", () => {
  const entry = { version: "4.0.0", license: "MPL-2.0", integrity: "sha512-x" };
  const lock = { lockfileVersion: 3, packages: { "node_modules/axe-core": entry } };
  assert.equal(judgeLicences(lock, { tests: true }).wrong.length, 0);
  assert.equal(judgeLicences(lock).wrong.length, 1);
});

test("a page that is too heavy with its heaviest language, or as a single file, is found", () => {
  const folder = freshFolder();
  assert.deepEqual(judgeWeights(weights(folder)), ["there is no page"]);
  mkdirSync(join(folder, "more"));
  writeFileSync(join(folder, "page.js"), randomBytes(120_000));
  writeFileSync(join(folder, "long.txt"), "a".repeat(MOST * 2));
  writeFileSync(join(folder, "words-en.json"), randomBytes(60_000));
  writeFileSync(join(folder, "words-my.json"), randomBytes(70_000));
  writeFileSync(join(folder, "page-single.html"), randomBytes(220_000));
  writeFileSync(join(folder, "files.in"), randomBytes(220_000));
  assert.deepEqual(judgeWeights(weights(folder)), []);
  writeFileSync(join(folder, "more/page.js"), randomBytes(20_000));
  assert.match(judgeWeights(weights(folder)).join(), /^the page with one language has 21\d{4} bytes/);
  assert.match(judgeWeights(new Map([["x", 1], ["a-single.html", MOST_SINGLE + 1]])).join(), /^the single file/);
});
