/** Many people on one page: sorted by lateness, searched, saved as a table. */

import { useEffect, useState } from "preact/hooks";
import type { WorkerRecord } from "../store/records.ts";
import { byLateness, nameOf, sinceMs, type Situation, standingOf } from "../sync/standing.ts";
import type { Key } from "../words/keys.ts";
import { csvTable } from "./case-sheet.ts";
import { fileName, saveFile, Time, Title } from "./parts.tsx";
import { listedName, useSurroundings, useWords } from "./state.ts";

export const SHORT: Readonly<Record<Situation, Key>> = {
  sos: "short-sos",
  duress: "short-duress",
  missed: "short-missed",
  late: "short-late",
  ok: "short-ok",
  paused: "short-paused",
  "no-plan": "short-noplan",
  waiting: "short-waiting",
  ended: "short-ended",
};

/** A relay that was out of reach for a moment is nobody's business; after an hour, "checked in" is old news. */
const SILENT_MS = 3_600_000;

export function matches(worker: WorkerRecord, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  const held = `${worker.label}\n${worker.ownName}\n${worker.note}`.toLocaleLowerCase();
  return wanted === "" || held.includes(wanted);
}

export function List(props: {
  workers: readonly WorkerRecord[];
  onOpen: (worker: string) => void;
  onAdd: () => void;
}) {
  const { t, nowMs } = useWords();
  const [search, setSearch] = useState("");
  const { attention } = useSurroundings();
  // Whoever a search leaves out is not in front of anybody.
  useEffect(() => {
    attention.show(search.trim() === "" ? "everybody" : "nobody");
    return () => attention.show("nobody");
  }, [search]);
  const sorted = byLateness(props.workers, nowMs);
  const shown = sorted.filter((worker) => matches(worker, search));
  const saveTable = () => {
    const iso = (ms: number | null) => (ms === null ? "" : new Date(ms).toISOString());
    const head: Key[] = [
      "column-name",
      "column-situation",
      "column-last-heard",
      "column-last-check-in",
      "column-due",
      "column-missed",
      "column-step",
      "column-notes",
    ];
    const rows = sorted.map((worker) => {
      const { situation, dueMs, missedMs } = standingOf(worker, nowMs);
      const step = worker.told === null ? "" : String(worker.told.step);
      const times = [worker.lastHeardMs, worker.lastCheckInMs, dueMs, missedMs].map(iso);
      return [nameOf(worker), t(SHORT[situation]), ...times, step, worker.note];
    });
    const table = csvTable([head.map((key) => t(key)), ...rows]);
    saveFile(fileName(t("page-title"), `${iso(nowMs).slice(0, 10)}.csv`), "text/csv", table);
  };
  return (
    <>
      <Title>{t("list-heading", { count: props.workers.length })}</Title>
      <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
        <label for="search">{t("list-search")}</label>
        <input
          id="search"
          type="search"
          dir="auto"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </form>
      <p role="status" class={shown.length === 0 ? "" : "unseen"}>
        {shown.length === 0 ? t("list-none-found") : t("list-heading", { count: shown.length })}
      </p>
      <ul class="people">
        {shown.map((worker) => (
          <Row key={worker.id} worker={worker} onOpen={() => props.onOpen(worker.id)} />
        ))}
      </ul>
      <p class="actions">
        <button type="button" onClick={saveTable}>
          {t("list-csv")}
        </button>
        <button type="button" onClick={props.onAdd}>
          {t("page-add")}
        </button>
      </p>
    </>
  );
}

function Row(props: { worker: WorkerRecord; onOpen: () => void }) {
  const { t, words, nowMs } = useWords();
  const { worker } = props;
  const standing = standingOf(worker, nowMs);
  const { situation } = standing;
  const since = sinceMs(worker, standing);
  const known = situation === "ok" || situation === "paused";
  const { reach } = worker;
  const silent = reach.problem !== null && nowMs - (reach.lastOkMs ?? worker.addedMs) > SILENT_MS;
  return (
    <li class={situation}>
      <button type="button" onClick={props.onOpen}>
        <span class="line person" dir="auto">
          {listedName(worker, words)}
        </span>
        <span class="line">
          <strong>{t(SHORT[situation])}</strong>
          {since !== null && (
            <>
              {" · "}
              {known
                ? t("list-due", { due: words.shortTime(since) })
                : t("list-since", { time: words.shortTime(since) })}
            </>
          )}
        </span>
        {silent && reach.problem !== null && (
          <span class="line trouble">
            {t(`sync-${reach.problem}`)}
            {reach.lastOkMs !== null && <> {t("sync-ok", { ago: words.when(reach.lastOkMs, nowMs) })}</>}
          </span>
        )}
        <span class="line faint">
          {worker.lastHeardMs === null ? (
            t("last-heard-never")
          ) : (
            <>
              {t("column-last-heard")}: <Time ms={worker.lastHeardMs} short />
            </>
          )}
          {worker.unopened > 0 && <> · {t("list-unopened", { count: worker.unopened })}</>}
        </span>
      </button>
    </li>
  );
}
