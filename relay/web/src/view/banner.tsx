/** How things stand, in one glance: the first thing that somebody sees. */

import type { Item, WorkerRecord } from "../store/records.ts";
import { judgedTime, standingOf, stepToHold, toldAtMs } from "../sync/standing.ts";
import { CopyButton, Section } from "./parts.tsx";
import { calledName, useWords } from "./state.ts";
import { coordinates, webLink } from "./track.ts";

export function Banner(props: { worker: WorkerRecord; items: readonly Item[] }) {
  const { worker, items } = props;
  const { t, words, nowMs } = useWords();
  const name = calledName(worker, words);
  const standing = standingOf(worker, nowMs);
  const judged = judgedTime(worker, nowMs);
  const due = standing.dueMs === null ? "" : words.time(standing.dueMs, nowMs);
  const missed = standing.missedMs === null ? "" : words.time(standing.missedMs, nowMs);
  const ago = (ms: number) => words.ago(ms, judged);
  const { situation } = standing;
  // News are said by the page's live region; this text changes with each minute and is not said again.
  return (
    <section aria-labelledby="stands" class={`banner ${situation}`}>
      <h2 id="stands" class="unseen">
        {t("situation-heading")}
      </h2>
      {situation === "sos" && (
        <>
          <p class="big">{t("sos-title", { name })}</p>
          {worker.openSos.map(({ event }) => (
            <OpenSos key={event} item={items.find(({ id }) => id === event)} judged={judged} />
          ))}
          <p>{t("sos-open", { name })}</p>
        </>
      )}
      {worker.duress !== null && (
        <>
          <p class="big">{t("duress-title", { name })}</p>
          <p>{t("duress-text", { name })}</p>
        </>
      )}
      {situation === "missed" && (
        <>
          <p class="big">{t("missed-title", { name })}</p>
          {/* A browser that was emptied knows from the notice alone since when. */}
          <p>
            {standing.dueMs === null
              ? `${t("short-missed")} · ${t("list-since", { time: missed })}`
              : t("missed-text", { due, missed })}
          </p>
        </>
      )}
      {situation === "late" && (
        <>
          <p class="big">{t("late-title", { name })}</p>
          <p>{t("late-text", { due, ago: ago(standing.dueMs ?? judged), missed })}</p>
        </>
      )}
      {situation === "ok" && (
        <>
          <p class="big">{t("ok-title", { name })}</p>
          <p>{t("ok-text", { due })}</p>
        </>
      )}
      {situation === "paused" && (
        <>
          <p class="big">{t("paused-title", { name })}</p>
          <p>{t("paused-text", { until: words.time(standing.pausedUntilMs ?? 0, nowMs), due })}</p>
        </>
      )}
      {situation === "no-plan" && (
        <>
          <p class="big">{t("noplan-title", { name })}</p>
          <p>{t("noplan-text")}</p>
        </>
      )}
      {situation === "waiting" && (
        <>
          <p class="big">{t("waiting-title")}</p>
          <p>{t("waiting-text")}</p>
        </>
      )}
      {situation === "ended" && (
        <>
          <p class="big">{t("ended-title", { name })}</p>
          <p>{t("ended-text")}</p>
        </>
      )}
      {worker.told !== null && (
        <p>
          {t("told-you", {
            step: worker.told.step,
            steps: worker.told.steps,
            time: words.time(toldAtMs(worker.told), nowMs),
          })}
        </p>
      )}
      {(situation === "missed" || situation === "late") && <p>{t("not-proof")}</p>}
      <LastHeard worker={worker} judged={judged} />
    </section>
  );
}

function OpenSos(props: { item: Item | undefined; judged: number }) {
  const { t, words, nowMs } = useWords();
  const { item, judged } = props;
  if (item === undefined) return null;
  const [place] = item.places;
  const when = { time: words.time(item.reckonedMs, nowMs), ago: words.ago(item.reckonedMs, judged) };
  return (
    <div class="sos-one">
      <p>{t("sos-when", when)}</p>
      {item.note !== "" && (
        <blockquote dir="auto">
          <p>{item.note}</p>
        </blockquote>
      )}
      {item.origin === 4 && <p>{t("sos-from-locked")}</p>}
      {item.battery !== null && <p>{t("battery", { percent: item.battery })}</p>}
      {place !== undefined && (
        <p>
          {t("places-latest")}: <bdi class="coordinates">{coordinates(place)}</bdi>
          <span class="actions">
            <CopyButton text={coordinates(place)} label={coordinates(place)} />
            <a class="button" href={webLink(place)} target="_blank" rel="noopener noreferrer">
              {t("open-in-web")}
            </a>
          </span>
        </p>
      )}
    </div>
  );
}

function LastHeard(props: { worker: WorkerRecord; judged: number }) {
  const { t, words, nowMs } = useWords();
  const { lastHeardMs, lastCheckInMs } = props.worker;
  const said = (ms: number) => ({ time: words.time(ms, nowMs), ago: words.ago(ms, props.judged) });
  if (lastHeardMs === null) return null;
  return (
    <p class="faint">
      {lastCheckInMs !== null && <span class="line">{t("last-check-in", said(lastCheckInMs))}</span>}
      {lastHeardMs !== lastCheckInMs && <span class="line">{t("last-heard", said(lastHeardMs))}</span>}
    </p>
  );
}

/** Only an alert that works is one: an address may be wrong, or never have agreed, or be dead. */
function alertsToMend(worker: WorkerRecord, t: ReturnType<typeof useWords>["t"]): string[] {
  const states = new Set(worker.routes.map(({ state }) => state));
  const steps: string[] = [];
  for (const state of ["unconfirmed", "dead"] as const) {
    if (states.has(state)) steps.push(`${t("alerts-heading")}: ${t(`alert-${state}`)}`);
  }
  if (!states.has("confirmed")) steps.push(t("todo-alerts"));
  return steps;
}

/** What somebody can do now, in the order in which to do it. */
export function ToDo(props: { worker: WorkerRecord }) {
  const { worker } = props;
  const { t, words, nowMs } = useWords();
  const name = calledName(worker, words);
  const standing = standingOf(worker, nowMs);
  const next = stepToHold(worker);
  const steps: string[] = [];
  switch (standing.situation) {
    case "sos":
      steps.push(t("todo-sos-1", { name }), t("todo-sos-2"), t("todo-sos-3", { name }));
      steps.push(t("todo-sos-4", { name }), t("todo-sos-5"));
      break;
    case "duress":
      steps.push(t("todo-duress-1"), t("todo-duress-2"));
      break;
    case "missed":
      steps.push(t("todo-missed-1"), t("todo-missed-2", { name }), t("todo-missed-3", { name }));
      steps.push(t("todo-missed-4"), t("todo-missed-5"));
      if (next !== null && worker.told !== null) {
        const delay = worker.agreed?.delays[next - 1] ?? 0;
        const at = Math.max(
          worker.told.missedMinute * 60_000 + delay * 1_000,
          worker.held?.step === next ? worker.held.untilMinute * 60_000 : 0,
        );
        steps.push(t("todo-missed-next", { time: words.time(at, nowMs) }));
      }
      break;
    case "late":
      steps.push(t("todo-late-1"), t("todo-late-2", { missed: words.time(standing.missedMs ?? 0, nowMs) }));
      break;
    case "waiting":
      steps.push(t("todo-waiting-1"));
      break;
    default:
      steps.push(t("todo-ok-1"));
  }
  if (standing.situation !== "ended") steps.push(...alertsToMend(worker, t));
  return (
    <Section id="todo" title={t("todo-heading")}>
      <ol class="todo">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Section>
  );
}
