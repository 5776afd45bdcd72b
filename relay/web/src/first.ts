/**
 * Begins to load the words while the rest of the page is still on its way. It guesses the language from the link and
 * the browser; if the guess is wrong, the page loads the right one.
 */

import { fromBase32 } from "./protocol/bytes.ts";
import { chooseLanguage } from "./words/languages.ts";

declare const WORDS: Readonly<Record<string, string>>;

declare global {
  // The one thing that the page's two scripts share.
  var firstWords: { tag: string; response: Promise<Response> } | undefined;
}

/** The language at the end of a link's code: `3: text, 4: origin`, then four bytes of checksum. */
function languageOfLink(hash: string): string[] {
  try {
    const code = /^#WF1([A-Z2-7]+)$/.exec(hash)?.[1];
    if (code === undefined) return [];
    const bytes = fromBase32(code);
    const end = bytes.length - 6;
    for (let length = 1; length <= 16; length++) {
      const at = end - length;
      if (bytes[end] === 4 && bytes[at - 2] === 3 && bytes[at - 1] === 0x60 + length) {
        return [new TextDecoder().decode(bytes.subarray(at, end))];
      }
    }
  } catch {
    // The page itself says what is wrong with a link.
  }
  return [];
}

const { tag } = chooseLanguage([...languageOfLink(location.hash), ...navigator.languages]);
const response = fetch(WORDS[tag] ?? "", { credentials: "omit" });
// The page asks again and says so.
response.catch(() => {});
globalThis.firstWords = { tag, response };
