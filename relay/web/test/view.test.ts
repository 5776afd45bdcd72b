import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FluentResource } from "@fluent/bundle";
import type { Place } from "../src/protocol/place.ts";
import type { Item, WorkerRecord } from "../src/store/records.ts";
import { newWorker } from "../src/store/records.ts";
import { byLateness, clockAheadMs, judgedTime, standingOf, stepToHold, nameOf } from "../src/sync/standing.ts";
import { Attention } from "../src/view/attention.ts";
import { csvTable } from "../src/view/case-sheet.ts";
import { matches } from "../src/view/list.tsx";
import { fileName } from "../src/view/parts.tsx";
import { knownPlaces, lately } from "../src/view/places.tsx";
import { linksIn } from "../src/view/start.tsx";
import { coordinates, draw, webLink } from "../src/view/track.ts";
import { chooseLanguage, findLanguage, LANGUAGES } from "../src/words/languages.ts";
import { Words } from "../src/words/words.ts";
import { chance, DAY, FakeRelay, FakeWorker, HOUR, START } from "./relay.ts";

const root = process.env.WAYHOME_ROOT ?? "";
const english = readFileSync(join(root, "locales/en/family.ftl"), "utf8");

function worker(more: Partial<WorkerRecord>): WorkerRecord {
  const fresh = newWorker("id", new FakeWorker(new FakeRelay(), 2).link, START, chance(1));
  return { ...fresh, plan: { intervalS: 86_400, graceS: 43_200 }, lastHeardMs: START, lastCheckInMs: START, ...more };
}

test("due, grace, missed: the standing changes at the moment itself and never goes back by the device's clock", () => {
  const at = worker({});
  const situation = (nowMs: number, of = at) => standingOf(of, nowMs).situation;
  assert.equal(situation(START + DAY - 1), "ok");
  assert.equal(situation(START + DAY), "late");
  assert.equal(situation(START + 36 * HOUR - 1), "late");
  assert.equal(situation(START + 36 * HOUR), "missed");
  // The relay answered when it was missed; a clock set back a year later hides nothing.
  const reach = { ...at.reach, lastOkMs: START, relayMinute: Math.floor((START + 40 * HOUR) / 60_000) };
  assert.equal(situation(START - 300 * DAY, worker({ reach })), "missed");
});

test("a pause moves what is due to its end and what follows, and an ended plan watches nobody", () => {
  const agreed = {
    timer: new Uint8Array(16),
    sinceMs: START,
    counter: 1,
    delays: [0, 43_200],
    told: 3,
    index: 0,
    circle: [],
    pausedUntilMs: START + 3 * DAY,
    seenMs: START,
  };
  const paused = worker({ agreed: { ...agreed, state: "paused" } });
  assert.equal(standingOf(paused, START + 2 * DAY).situation, "paused");
  assert.equal(standingOf(paused, START + 3 * DAY).situation, "ok");
  assert.equal(standingOf(paused, START + 4 * DAY).situation, "late");
  const ended = worker({ agreed: { ...agreed, state: "ended", pausedUntilMs: null } });
  assert.equal(standingOf(ended, START + 400 * DAY).situation, "no-plan");
});

test("open calls for help come first, then pressure, missed, late, next due; the longest waiting before others", () => {
  const now = START + 37 * HOUR;
  const all = [
    worker({ label: "no plan", plan: null }),
    worker({ label: "checked in lately", lastCheckInMs: now - HOUR }),
    worker({ label: "checked in before", lastCheckInMs: now - 5 * HOUR }),
    worker({ label: "late", lastCheckInMs: now - 30 * HOUR }),
    worker({ label: "missed", lastCheckInMs: now - 37 * HOUR }),
    worker({ label: "missed longer", lastCheckInMs: now - 90 * HOUR }),
    worker({ label: "called", openSos: [{ event: "b", atMs: now }], lastCheckInMs: now }),
    worker({ label: "called before", openSos: [{ event: "a", atMs: now - DAY }] }),
    worker({ label: "forced", duress: { event: "c", atMs: now }, lastCheckInMs: now }),
    worker({ label: "nothing yet", lastHeardMs: null, lastCheckInMs: null }),
    worker({ label: "ended", ended: true, openSos: [] }),
  ];
  assert.deepEqual(
    byLateness(all, now).map(({ label }) => label),
    [
      "called before",
      "called",
      "forced",
      "missed longer",
      "missed",
      "late",
      "checked in before",
      "checked in lately",
      "no plan",
      "nothing yet",
      "ended",
    ],
  );
});

test("a clock that is minutes off is nobody's business, and one that is an hour off is said either way", () => {
  const with_ = (offset: number) =>
    worker({ reach: { ...worker({}).reach, lastOkMs: START, relayMinute: Math.floor((START + offset) / 60_000) } });
  assert.equal(clockAheadMs(with_(5 * 60_000)), null);
  assert.ok((clockAheadMs(with_(HOUR)) ?? 0) < 0);
  assert.ok((clockAheadMs(with_(-HOUR)) ?? 0) > 0);
  assert.equal(judgedTime(with_(-HOUR), START + 5), START + 5);
});

test("a step can be put off only when the first was told and it was not", () => {
  const agreed = { timer: new Uint8Array(16), state: "armed" as const, sinceMs: 0, counter: 1, delays: [0, 900, 1_800], told: 7, index: 0, circle: [], pausedUntilMs: null, seenMs: 0 };
  const told = (step: number) => ({ step, steps: 3, minute: 1, missedMinute: 1 });
  assert.equal(stepToHold(worker({ agreed })), null);
  assert.equal(stepToHold(worker({ agreed, told: told(1) })), 2);
  assert.equal(stepToHold(worker({ agreed, told: told(3) })), null);
});

const place = (latitude: number, longitude: number, timeMs: number, accuracyM: number | null = null): Place => ({
  latitudeE7: Math.round(latitude * 1e7),
  longitudeE7: Math.round(longitude * 1e7),
  accuracyM,
  timeMs,
});

test("a drawing keeps every place in its frame, north up, across the date line and at a single point", () => {
  const ways = [
    [place(27.7, 85.3, 1), place(27.8, 85.4, 2), place(27.6, 85.1, 3)],
    [place(0, 179.99, 1), place(0.01, -179.99, 2)],
    [place(-33, 18, 1)],
    [place(89.99, 0, 1), place(89.9, 170, 2)],
  ];
  for (const way of ways) {
    const drawing = draw(way, 420, 280);
    assert.ok(drawing);
    for (const { x, y } of drawing.places) assert.ok(x >= 0 && x <= 420 && y >= 0 && y <= 280, `${x} ${y}`);
    assert.ok(drawing.scale.width > 0 && drawing.scale.width <= 420 / 3);
  }
  const [first, second] = draw(ways[0] ?? [], 420, 280)?.places ?? [];
  assert.ok(first && second && second.y < first.y && second.x > first.x);
  const over = draw(ways[1] ?? [], 420, 280);
  assert.ok((over?.scale.metres ?? Infinity) <= 2_000, "the short way round");
  assert.equal(draw([], 420, 280), null);
});

test("the length of the scale is true", () => {
  const drawing = draw([place(0, 0, 1), place(0, 0.1, 2)], 420, 280);
  assert.ok(drawing);
  const [a, b] = drawing.places;
  const metres = ((b?.x ?? 0) - (a?.x ?? 0)) * (drawing.scale.metres / drawing.scale.width);
  assert.ok(Math.abs(metres - 11_132) < 10, `${metres}`);
});

test("places are listed once, newest first, and only the last two days are drawn", () => {
  const item = (places: Place[]) => ({ places }) as Item;
  const [a, b, c] = [place(1, 1, 5 * DAY), place(1, 2, 4.5 * DAY), place(1, 3, DAY)];
  const known = knownPlaces([item([b as Place, c as Place]), item([a as Place, b as Place])]);
  assert.deepEqual(known.map(({ place: one }) => one.timeMs), [5 * DAY, 4.5 * DAY, DAY]);
  assert.equal(lately(known).length, 2);
  assert.equal(coordinates(place(-1.292_1, 36.821_9, 0)), "-1.29210, 36.82190");
  assert.equal(webLink(place(-1.292_1, 36.821_9, 0)), "https://www.openstreetmap.org/?mlat=-1.29210&mlon=36.82190#map=16/-1.29210/36.82190");
});

test("a table for a spreadsheet holds no formula and keeps quotes", () => {
  const table = csvTable([["=1+1", '+a"b', "@x", "-2", "\u2066plain\u2069", "a,b"]]);
  assert.equal(table, '\ufeff"\'=1+1","\'+a""b","\'@x","\'-2","plain","a,b"\r\n');
});

test("no sign by which a spreadsheet parts cells begins a formula inside a cell", () => {
  const table = csvTable([["a;=1+1", "b\t@x", "c\n-2", "\uff1d1+1", "  =2", "\n=3", "7; 8"]]);
  assert.equal(table, '\ufeff"a;\'=1+1","b\t\'@x","c\n\'-2","\'\uff1d1+1","\'  =2","\'\n\'=3","7; 8"\r\n');
});

test("only a page that a person has in front of them counts as looked at, and only for those whom it shows", () => {
  const now = { ms: 1_000_000, visible: true };
  const attention = new Attention(() => now.ms, () => now.visible);
  let returned = 0;
  attention.onReturn(() => (returned += 1));
  assert.equal(attention.looks("a"), false);
  attention.show({ worker: "a" });
  assert.deepEqual([attention.looks("a"), attention.looks("b")], [true, false]);
  attention.show("everybody");
  assert.equal(attention.looks("b"), true);
  now.visible = false;
  assert.equal(attention.looks("b"), false);
  attention.sign();
  now.visible = true;
  now.ms += 5 * 60_000;
  assert.equal(attention.looks("b"), false);
  assert.equal(returned, 0);
  attention.sign();
  assert.deepEqual([attention.looks("b"), returned], [true, 1]);
  attention.sign();
  assert.equal(returned, 1);
  now.ms -= 60_000;
  assert.equal(attention.looks("b"), false);
});

test("several links are taken apart at their addresses, and one may be broken into lines", () => {
  const [one, two] = ["https://a.test/family/#WF1ABC", "http://b.test/family/#WF1DEF"];
  assert.deepEqual(linksIn(`${one}\n${two}`).map((link) => link.trim()), [one, two]);
  assert.equal(linksIn("https://a.test/family/#WF1A\nBC DEF").length, 1);
  assert.deepEqual(linksIn("WF1ABC"), ["WF1ABC"]);
  assert.deepEqual(linksIn(`Your link: ${one}`), [one]);
  assert.deepEqual(linksIn(" \n"), [" \n"]);
});

test("a name cannot turn the direction of what stands beside it", () => {
  assert.equal(nameOf(worker({ ownName: "\u202eahsA\u2069 \u2067x" })), "ahsA x");
});

test("names of files bear what people type", () => {
  assert.equal(fileName("Case sheet", "आशा/../x", "1.json"), "Case-sheet-आशा-..-x-1.json");
  assert.equal(fileName("../../etc/passwd"), "etc-passwd");
  assert.equal(fileName("///"), "file");
});

test("a search finds by either name and by notes, whatever the case", () => {
  const one = worker({ label: "Asha T.", ownName: "Asha", note: "brother in Doha" });
  for (const found of ["asha", " T. ", "DOHA", ""]) assert.ok(matches(one, found), found);
  assert.ok(!matches(one, "binod"));
});

test("a tag finds its language as on the phone, and an unknown one English", () => {
  const expected: Record<string, string | undefined> = {
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-Hant-CN": "zh-Hans",
    zh: "zh-Hans",
    "zh-SG": "zh-Hans",
    yue: "zh-Hant",
    pt: "pt-BR",
    "pt-PT": "pt-BR",
    fil: "tl",
    in_ID: "id",
    "ur-PK": "ur",
    ne_NP: "ne",
    xx: undefined,
    "": undefined,
  };
  delete expected["zh-Hant-CN"];
  for (const [tag, found] of Object.entries(expected)) assert.equal(findLanguage(tag)?.tag, found, tag);
  assert.equal(chooseLanguage(["xx", "de", "sw-KE"]).tag, "sw");
  assert.equal(chooseLanguage([]).tag, "en");
  assert.deepEqual(LANGUAGES.filter(({ direction }) => direction === "rtl").map(({ tag }) => tag), ["ur"]);
  assert.equal(LANGUAGES.length, 18);
});

test("every text that the sources name is in the English file, and every text of the file is named somewhere", () => {
  const keys = new Set([...english.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map(([, key]) => key as string));
  const folders = ["view", "sync", "words", "."];
  const sources = folders
    .flatMap((folder) => readdirSync(join(root, "relay/web/src", folder)).map((name) => join(root, "relay/web/src", folder, name)))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith("keys.ts"))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  const named = new Set([...sources.matchAll(/["'`]([a-z][a-z0-9-]*)["'`]/g)].map(([, key]) => key as string));
  // Put together of a beginning and a part: each of these parts is typed, so that the compiler checks the whole.
  const built = [...sources.matchAll(/`([a-z-]+-)\$\{/g)].map(([, start]) => start as string);
  const unused = [...keys].filter((key) => !named.has(key) && !built.some((start) => key.startsWith(start)));
  // Endings such as "-address" are built the other way round.
  assert.deepEqual(unused, []);
});

test("each language's file can be read whole and has the variables of the English texts", () => {
  const variables = (source: string) =>
    new Map(
      source
        .split(/^(?=[a-z][a-z0-9-]* =)/m)
        .map((text) => [/^[a-z][a-z0-9-]*/.exec(text)?.[0] ?? "", [...new Set(text.match(/\$[a-z]+/g))].sort().join()]),
    );
  const wanted = variables(english);
  const dist = join(root, "relay/web/dist");
  for (const { tag } of LANGUAGES) {
    const { words } = JSON.parse(readFileSync(join(dist, `words-${tag}.json`), "utf8")) as { words: string };
    const read = new FluentResource(words).body.map(({ id }) => id);
    assert.equal(new Set(read).size, read.length, tag);
    for (const [key, names] of variables(words)) if (key !== "") assert.equal(names, wanted.get(key), `${tag}: ${key}`);
    assert.ok(read.length > 250, tag);
  }
});

test("a browser without the dates of a language writes them in figures, not in English", () => {
  const unknown = { tag: "ne", name: "नेपाली", intl: "xx-Xxxx", direction: "ltr" as const };
  const words = new Words(unknown, english);
  const made = new Date(2026, 10, 23, 4, 6).getTime();
  for (const text of [words.time(made, made), words.fullTime(made), words.shortTime(made), words.when(made, made + DAY)]) {
    assert.equal(text, "2026-11-23 04:06");
  }
  // Beside a moment, its length says more than the same figures again.
  assert.equal(words.ago(made, made + 1.5 * DAY).replace(/[\u2066-\u2069]/gu, ""), "36 hours");
  assert.equal(words.when(made, made), "just now");
});

test("plurals, moments and lengths are those of the language, and user text is kept apart from its direction", () => {
  const words = new Words(LANGUAGES[0] as (typeof LANGUAGES)[0], english);
  const plain = (text: string) => text.replace(/[\u2066-\u2069]/gu, "");
  assert.equal(plain(words.t("list-heading", { count: 1 })), "1 person");
  assert.equal(plain(words.t("list-heading", { count: 2 })), "2 people");
  assert.equal(words.t("sos-title", { name: "your person" }), "\u2068Your person\u2069 called for help");
  assert.match(words.t("sos-open", { name: "your person" }), /until \u2068your person\u2069 says/);
  assert.equal(words.t("sos-title", { name: "آشا" }), "\u2068آشا\u2069 called for help");
  assert.equal(plain(words.length(90 * 60_000)), "2 hours");
  assert.equal(plain(words.length(-3 * DAY)), "3 days");
  assert.equal(words.ago(START - 30_000, START), "just now");
  assert.equal(words.ago(START - 3 * HOUR, START), "3 hours ago");
  assert.equal(words.ago(START + 3 * DAY, START), "in 3 days");
  assert.equal(words.time(Number.MAX_SAFE_INTEGER, START), "–");
});
