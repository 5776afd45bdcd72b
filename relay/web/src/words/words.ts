/** The page's texts in one language: Fluent messages, and dates, times and lengths as that language writes them. */

import { FluentBundle, type FluentFunction, FluentNumber, FluentResource, type FluentVariable } from "@fluent/bundle";
import type { Key } from "./keys.ts";
import type { Language } from "./languages.ts";

export type Args = Record<string, string | number>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export class Words {
  readonly language: Language;
  readonly #bundle: FluentBundle;
  readonly #locale: string;
  /** The browser knows this language's dates; else they are written in figures. */
  readonly #knowsDates: boolean;

  constructor(language: Language, source: string) {
    this.language = language;
    const supported = supportedLocale(language.intl);
    this.#locale = supported ?? "en";
    this.#knowsDates = supported !== null;
    const functions: Record<string, FluentFunction> = {};
    this.#bundle = new FluentBundle(this.#locale, { functions, useIsolating: true });
    this.#bundle.addResource(new FluentResource(source));
  }

  /** A text. One that is not there shows its key, which the tests do not let happen. */
  t(key: Key, args?: Args): string {
    const message = this.#bundle.getMessage(key);
    if (message?.value == null) return key;
    const values: Record<string, FluentVariable> = {};
    for (const [name, value] of Object.entries(args ?? {})) {
      values[name] = typeof value === "number" ? new FluentNumber(value) : value;
    }
    const text = this.#bundle.formatPattern(message.value, values, []);
    return args?.name === undefined ? text : this.begin(text);
  }

  /** A text as it stands at the beginning of a sentence, for languages that write that with a capital letter. */
  begin(text: string): string {
    return text.replace(/^([\u2066-\u2069]*)(\p{Ll})/u, (_, marks: string, letter: string) => marks + letter.toUpperCase());
  }

  /** A moment: weekday, day, month, time; the year when it is another one. */
  time(ms: number, nowMs: number): string {
    const date = new Date(ms);
    const sameYear = date.getFullYear() === new Date(nowMs).getFullYear();
    return this.#date(date, {
      weekday: "long",
      day: "numeric",
      month: "long",
      ...(sameYear ? {} : { year: "numeric" }),
      hour: "numeric",
      minute: "2-digit",
    });
  }

  /** A moment with everything, for paper. */
  fullTime(ms: number): string {
    return this.#date(new Date(ms), {
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
  }

  /** Day, month and time, for lists. */
  shortTime(ms: number): string {
    return this.#date(new Date(ms), { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  }

  #date(date: Date, options: Intl.DateTimeFormatOptions): string {
    if (Number.isNaN(date.getTime())) return "–";
    if (!this.#knowsDates) return inFigures(date);
    return new Intl.DateTimeFormat(this.#locale, options).format(date);
  }

  /** How long ago, or in how long, beside a moment. A browser that does not know the language leaves "ago" out. */
  ago(ms: number, nowMs: number): string {
    const apart = ms - nowMs;
    const far = Math.abs(apart);
    if (far < MINUTE) return this.t("just-now");
    if (!this.#knowsDates) return this.length(far);
    const [value, unit]: [number, Intl.RelativeTimeFormatUnit] =
      far < HOUR
        ? [apart / MINUTE, "minute"]
        : far < 2 * DAY
          ? [apart / HOUR, "hour"]
          : far < 60 * DAY
            ? [apart / DAY, "day"]
            : far < 700 * DAY
              ? [apart / (30.4 * DAY), "month"]
              : [apart / (365.25 * DAY), "year"];
    return new Intl.RelativeTimeFormat(this.#locale, { numeric: "always" }).format(Math.trunc(value), unit);
  }

  /** How long ago, where no moment stands beside it. */
  when(ms: number, nowMs: number): string {
    return this.#knowsDates || Math.abs(ms - nowMs) < MINUTE ? this.ago(ms, nowMs) : inFigures(new Date(ms));
  }

  /** A length of time, to the nearest unit that says it well. */
  length(ms: number): string {
    const whole = Math.abs(ms);
    if (whole < 90 * MINUTE) return this.t("minutes", { count: Math.max(1, Math.round(whole / MINUTE)) });
    if (whole <= 2 * DAY) return this.t("hours", { count: Math.round(whole / HOUR) });
    return this.t("days", { count: Math.round(whole / DAY) });
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.#locale).format(value);
  }

  /** Names in the order of this language. */
  get compare(): (a: string, b: string) => number {
    return new Intl.Collator(this.#locale).compare;
  }
}

/** The browser's own name for the language's dates and numbers; null when it has none. */
function supportedLocale(intl: string): string | null {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([intl])[0] ?? null;
  } catch {
    return null;
  }
}

/** A moment in figures, by this device's time zone: read alike in every language. */
function inFigures(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
