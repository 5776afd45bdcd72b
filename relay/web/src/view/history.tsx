/** What came and what was told, newest first: each with where it comes from. */

import { useEffect, useState } from "preact/hooks";
import type { Bytes } from "../protocol/bytes.ts";
import { heldStep, readTimerCommand, verifyTimerCommand } from "../protocol/timer.ts";
import type { Item, WorkerRecord } from "../store/records.ts";
import { isForced } from "../sync/history.ts";
import type { Words } from "../words/words.ts";
import { Section, Time } from "./parts.tsx";
import { calledName, useWords } from "./state.ts";

const SHOWN_AT_FIRST = 20;
const CLOCKS_APART_MS = 30 * 60_000;

export type Source = "phone" | "relay" | "page";

export function sourceOf(item: Item): Source {
  if (item.what.kind === "notice") return "relay";
  return item.what.kind === "reply" ? "page" : "phone";
}

/** One line that says what an item is. */
export function lineOf(item: Item, worker: WorkerRecord, words: Words, nowMs: number): string {
  const { what } = item;
  const name = calledName(worker, words);
  const minute = (value: number) => words.time(value * 60_000, nowMs);
  switch (what.kind) {
    case "check-in":
      return words.t(`came-check-in-${what.state}`);
    case "sos":
      return words.t(item.cleared ? "came-sos-cleared" : "came-sos");
    case "opened":
      return words.t(isForced(worker, item.origin) ? "came-opened-duress" : "came-opened");
    case "plan": {
      if (what.state !== "paused") return words.t(`came-plan-${what.state}`);
      return words.t("came-plan-paused", { until: words.time(what.pausedUntilMs ?? 0, nowMs) });
    }
    case "words":
      return words.t(what.drill ? "came-words-practice" : "came-words", { step: what.step, name });
    case "reply":
      return words.t(what.reply === "seen" ? "you-seen" : what.reply === "on-it" ? "you-on-it" : "you-text");
    case "notice": {
      const { said } = what;
      if (said.kind === "step") {
        return words.t(said.drill ? "told-step-practice" : "told-step", { step: said.step, steps: said.steps });
      }
      if (said.kind === "held") {
        const until = minute(said.untilMinute);
        if (!isProved(worker, said)) return words.t("told-held-unverified", { step: said.step, until });
        return words.t("told-held", { step: said.step, until, who: whoHeld(worker, said.person, words) });
      }
      if (said.kind === "paused") return words.t("told-paused", { until: minute(said.untilMinute) });
      if (said.kind === "away") {
        return words.t("told-away", { from: minute(said.fromMinute), to: minute(said.toMinute) });
      }
      if (said.kind === "check-in") return words.t("told-check-in");
      if (said.kind === "ended") return words.t("told-ended");
      if (said.kind === "anew") return words.t("came-plan-armed");
      if (said.kind === "relay-parts") return words.t("told-places");
      if (said.kind === "dossier-part") return words.t("told-file");
      return words.t("came-unknown");
    }
    case "unknown":
      return words.t("came-unknown");
    default:
      return words.t(`came-${what.kind}`);
  }
}

/** Whether the hold is signed by the person whom the relay names. */
export function isProved(worker: WorkerRecord, said: { person: number; step: number; command: Bytes }): boolean {
  const identity = worker.agreed?.circle.find(({ index }) => index === said.person)?.identity;
  if (identity === undefined || !verifyTimerCommand(said.command, identity)) return false;
  return heldStep(readTimerCommand(said.command)) === said.step;
}

export function whoHeld(worker: WorkerRecord, person: number, words: Words): string {
  if (worker.agreed?.index === person) return words.t("yourself");
  const name = worker.agreed?.circle.find(({ index }) => index === person)?.name ?? "";
  return name === "" ? words.t("somebody") : name;
}

export function History(props: {
  worker: WorkerRecord;
  items: readonly Item[];
  fresh: ReadonlySet<string>;
  /** Hears which of them are on the page, and not behind a button. */
  onShown: (items: readonly Item[]) => void;
}) {
  const { t } = useWords();
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const { worker, items, fresh } = props;
  const visible = items.slice(0, shown);
  useEffect(() => props.onShown(visible), [items, shown]);
  return (
    <Section id="history" title={t("history-heading")}>
      {items.length === 0 && <p>{t("history-empty")}</p>}
      <ol class="history">
        {visible.map((item) => (
          <Entry key={item.id} item={item} worker={worker} fresh={fresh.has(item.id)} />
        ))}
      </ol>
      {items.length > shown && (
        <button type="button" onClick={() => setShown(shown + 50)}>
          {t("history-more")}
        </button>
      )}
    </Section>
  );
}

function Entry(props: { item: Item; worker: WorkerRecord; fresh: boolean }) {
  const { t, words, nowMs } = useWords();
  const { item, worker, fresh } = props;
  const { what } = item;
  const name = calledName(worker, words);
  const source = sourceOf(item);
  const urgent = what.kind === "sos" && !item.cleared;
  // A step's words were sealed long before they were told.
  const apart = source === "phone" && what.kind !== "words" && Math.abs(item.timeMs - item.reckonedMs) > CLOCKS_APART_MS;
  return (
    <li class={`entry ${source}${urgent ? " urgent" : ""}`}>
      <p class="faint">
        {fresh && <strong class="new">{t("new-mark")}</strong>} <Time ms={item.reckonedMs} />
        {" · "}
        {source === "phone" ? t("from-phone", { name }) : t(source === "relay" ? "from-relay" : "from-you")}
      </p>
      <p class="what">{lineOf(item, worker, words, nowMs)}</p>
      {item.note !== "" && (
        <blockquote dir="auto">
          <p>{item.note}</p>
        </blockquote>
      )}
      {what.kind === "sos" && item.origin === 4 && <p class="faint">{t("sent-locked")}</p>}
      {source === "phone" && isForced(worker, item.origin) && <p class="forced">{t("sent-duress")}</p>}
      {item.battery !== null && <p class="faint">{t("battery", { percent: item.battery })}</p>}
      {apart && <p class="faint">{t("phone-time", { time: words.time(item.timeMs, nowMs) })}</p>}
      {what.kind === "reply" && (
        <p class="faint">{t(what.state === "at-relay" ? "reply-at-relay" : "reply-saved")}</p>
      )}
    </li>
  );
}
