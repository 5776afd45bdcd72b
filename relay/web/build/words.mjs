// The page's texts: one file for each language, with English where a text is missing. Also the list of keys that the
// sources may use.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";

/** The messages of a Fluent source as [key, text], comments left out, in the order of the file. */
export function messagesOf(source) {
  const messages = [];
  for (const line of source.split("\n")) {
    const start = /^([a-z][a-zA-Z0-9-]*) *=/.exec(line);
    if (start) messages.push([start[1], [line]]);
    else if (/^\s+\S/.test(line) && messages.length > 0) messages.at(-1)[1].push(line);
    else if (line.trim() === "" && messages.length > 0) messages.at(-1)[1].push("");
  }
  return messages.map(([key, lines]) => [key, `${lines.join("\n").trimEnd()}\n`]);
}

/** Every language's texts in the order of the English ones: { tag: source }. */
export function allWords(repository) {
  const folder = join(repository, "locales");
  const english = messagesOf(readFileSync(join(folder, "en", "family.ftl"), "utf8"));
  const words = {};
  for (const tag of readdirSync(folder).sort()) {
    const path = join(folder, tag, "family.ftl");
    const own = existsSync(path) ? new Map(messagesOf(readFileSync(path, "utf8"))) : new Map();
    const source = english.map(([key, text]) => own.get(key) ?? text).join("");
    const read = new FluentResource(source).body.length;
    if (read !== english.length) throw new Error(`${tag}: ${read} of ${english.length} messages can be read`);
    words[tag] = source;
  }
  return words;
}

/** The TypeScript file that names the keys. */
export function keysFile(repository) {
  const source = readFileSync(join(repository, "locales", "en", "family.ftl"), "utf8");
  const keys = messagesOf(source).map(([key]) => `  | "${key}"`);
  return `/** Made from locales/en/family.ftl by the build: the names of all texts. */\n\nexport type Key =\n${keys.join("\n")};\n`;
}
