/** The eighteen languages, and how a tag finds one of them: the same rules as the phone's. */

export interface Language {
  tag: string;
  /** Its name in itself. */
  name: string;
  /** What the browser calls it for dates and numbers. */
  intl: string;
  direction: "ltr" | "rtl";
}

const language = (tag: string, name: string, intl = tag): Language => ({
  tag,
  name,
  intl,
  direction: tag === "ur" ? "rtl" : "ltr",
});

export const LANGUAGES: readonly Language[] = [
  language("en", "English"),
  language("zh-Hant", "繁體中文"),
  language("zh-Hans", "简体中文"),
  language("hi", "हिन्दी"),
  language("ne", "नेपाली"),
  language("bn", "বাংলা"),
  language("ur", "اردو"),
  language("am", "አማርኛ"),
  language("sw", "Kiswahili"),
  language("pt-BR", "Português (Brasil)"),
  language("ms", "Bahasa Melayu"),
  language("id", "Bahasa Indonesia"),
  language("th", "ไทย"),
  language("vi", "Tiếng Việt"),
  language("km", "ខ្មែរ"),
  language("lo", "ລາວ"),
  language("my", "မြန်မာ"),
  language("tl", "Filipino", "fil"),
];

export const ENGLISH = LANGUAGES[0] as Language;

const SIMPLE: Readonly<Record<string, string>> = {
  en: "en",
  hi: "hi",
  ne: "ne",
  bn: "bn",
  ur: "ur",
  am: "am",
  sw: "sw",
  pt: "pt-BR",
  ms: "ms",
  id: "id",
  in: "id",
  th: "th",
  vi: "vi",
  km: "km",
  lo: "lo",
  my: "my",
  tl: "tl",
  fil: "tl",
};

/** The language that serves a tag, or null. */
export function findLanguage(tag: string): Language | null {
  const [first = "", ...rest] = tag.toLowerCase().split(/[-_.]/);
  let wanted = SIMPLE[first];
  if (first === "zh" || first === "cmn" || first === "yue") {
    const says = (...parts: string[]) => rest.some((part) => parts.includes(part));
    const simplified = says("hans", "cn", "sg");
    const traditional = says("hant", "tw", "hk", "mo") || first === "yue";
    wanted = traditional && !simplified ? "zh-Hant" : "zh-Hans";
  }
  return LANGUAGES.find((one) => one.tag === wanted) ?? null;
}

/** The first of these tags that a language serves; English when none does. */
export function chooseLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = findLanguage(tag);
    if (found !== null) return found;
  }
  return ENGLISH;
}
