// Writes src/words/keys.ts, so that a text which does not exist is a type error.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keysFile } from "./words.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
writeFileSync(join(root, "src", "words", "keys.ts"), keysFile(dirname(dirname(root))));
