/** The case sheet: everything this page knows about a worker, for paper or as a file, each fact with its source. */

import { useState } from "preact/hooks";
import type { DossierContent } from "../protocol/dossier.ts";
import type { Item, WorkerRecord } from "../store/records.ts";
import { judgedTime, standingOf, toldAtMs } from "../sync/standing.ts";
import type { Key } from "../words/keys.ts";
import { caseSheet, contactMark } from "./case-sheet.ts";
import { Attachment, Fields } from "./file.tsx";
import { lineOf, sourceOf, type Source } from "./history.tsx";
import { fileName, saveFile, Title } from "./parts.tsx";
import { knownPlaces, lately, Track } from "./places.tsx";
import { calledName, useWords } from "./state.ts";
import { coordinates } from "./track.ts";

const SOURCES: Readonly<Record<Source, Key>> = {
  phone: "source-phone",
  relay: "source-relay",
  page: "source-page",
};

export function Sheet(props: {
  worker: WorkerRecord;
  items: readonly Item[];
  content: DossierContent | null;
  onBack: () => void;
}) {
  const { worker, items, content, onBack } = props;
  const { t, words, nowMs } = useWords();
  const [notes, setNotes] = useState(false);
  const name = calledName(worker, words);
  const save = () => {
    const sheet = caseSheet(worker, items, content, notes, words, nowMs);
    const day = new Date(nowMs).toISOString().slice(0, 10);
    saveFile(fileName(t("sheet-heading"), name, `${day}.json`), "application/json", JSON.stringify(sheet, null, 2));
  };
  const told = items.filter(({ what }) => what.kind === "notice" || what.kind === "words");
  const messages = items.filter(({ what }) => what.kind !== "notice" && what.kind !== "words");
  const places = knownPlaces(items);
  return (
    <div class="sheet">
      <p class="actions no-print">
        <button type="button" onClick={onBack}>
          {t("back")}
        </button>
        <button type="button" class="strong" onClick={() => window.print()}>
          {t("sheet-print")}
        </button>
        <button type="button" onClick={save}>
          {t("sheet-json")}
        </button>
      </p>
      <Title focus>
        {t("sheet-heading")}: {name}
      </Title>
      <p class="faint">
        {t("sheet-made", {
          time: words.fullTime(nowMs),
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        })}
      </p>
      {worker.note !== "" && (
        <p class="no-print">
          <label class="check">
            <input type="checkbox" checked={notes} onChange={(event) => setNotes(event.currentTarget.checked)} />{" "}
            {t("sheet-notes-include")}
          </label>
        </p>
      )}
      <Who worker={worker} />
      <Stands worker={worker} items={items} />
      {places.length > 0 && (
        <section aria-labelledby="sheet-places">
          <h2 id="sheet-places">{t("places-heading")}</h2>
          <Track places={lately(places)} />
          <table>
            <thead>
              <tr>
                <th scope="col">{t("place-when")}</th>
                <th scope="col">{t("place-where")}</th>
              </tr>
            </thead>
            <tbody>
              {places.map(({ place }, index) => (
                <tr key={index}>
                  <td>{words.fullTime(place.timeMs)}</td>
                  <td>
                    <bdi class="coordinates">{coordinates(place)}</bdi>
                    {place.accuracyM !== null && <> ({t("place-accuracy", { metres: place.accuracyM })})</>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="faint">{t("places-phone-clock")}</p>
        </section>
      )}
      <ItemTable id="sheet-messages" title={t("sheet-messages")} items={messages} worker={worker} />
      <ItemTable id="sheet-told" title={t("sheet-told")} items={told} worker={worker} />
      <section aria-labelledby="sheet-file">
        <h2 id="sheet-file">{t("file-heading")}</h2>
        {content === null && <p>{t("sheet-file-missing")}</p>}
        {content !== null && (
          <>
            <p class="faint">{t("file-made", { time: words.fullTime(content.madeMs) })}</p>
            <Fields content={content} />
            {content.attachments.map((attachment, index) => (
              <Attachment key={index} attachment={attachment} />
            ))}
          </>
        )}
      </section>
      {notes && worker.note !== "" && (
        <section aria-labelledby="sheet-notes">
          <h2 id="sheet-notes">{t("sheet-notes")}</h2>
          <p class="typed" dir="auto">
            {worker.note}
          </p>
        </section>
      )}
      <section aria-labelledby="sheet-sources">
        <h2 id="sheet-sources">{t("sheet-sources")}</h2>
        <ul>
          <li>{t("sheet-source-phone", { name })}</li>
          <li>{t("sheet-source-relay")}</li>
          <li>{t("sheet-source-page")}</li>
        </ul>
        <p>{t("not-proof")}</p>
      </section>
    </div>
  );
}

function Who(props: { worker: WorkerRecord }) {
  const { t, words } = useWords();
  const { worker } = props;
  const mark = contactMark(worker).replace(/(....)(?=.)/g, "$1 ");
  return (
    <section aria-labelledby="sheet-who">
      <h2 id="sheet-who">{t("sheet-who")}</h2>
      <dl class="fields">
        <Fact title={t("sheet-name")} source="page">
          {calledName(worker, words)}
        </Fact>
        {worker.ownName !== "" && (
          <Fact title={t("sheet-own-name")} source="phone">
            {worker.ownName}
          </Fact>
        )}
        <Fact title={t("sheet-identity")} source="page">
          <bdi class="coordinates">{mark}</bdi>
        </Fact>
      </dl>
    </section>
  );
}

function Stands(props: { worker: WorkerRecord; items: readonly Item[] }) {
  const { t, words, nowMs } = useWords();
  const { worker } = props;
  const standing = standingOf(worker, nowMs);
  const judged = judgedTime(worker, nowMs);
  const full = (ms: number) => ({ time: words.fullTime(ms), ago: words.ago(ms, judged) });
  const situation = standing.situation.replace("-", "") as "noplan" | Exclude<typeof standing.situation, "no-plan">;
  return (
    <section aria-labelledby="sheet-stands">
      <h2 id="sheet-stands">{t("sheet-stands")}</h2>
      <dl class="fields">
        <Fact title={t("column-situation")} source="page">
          {t(`short-${situation}`)}
        </Fact>
        {worker.lastHeardMs !== null && (
          <Fact title={t("column-last-heard")} source="relay">
            {t("place-time", full(worker.lastHeardMs))}
          </Fact>
        )}
        {worker.lastCheckInMs !== null && (
          <Fact title={t("column-last-check-in")} source="relay">
            {t("place-time", full(worker.lastCheckInMs))}
          </Fact>
        )}
        {standing.dueMs !== null && (
          <Fact title={t("column-due")} source="page">
            {words.fullTime(standing.dueMs)}
          </Fact>
        )}
        {standing.missedMs !== null && (
          <Fact title={t("column-missed")} source="page">
            {words.fullTime(standing.missedMs)}
          </Fact>
        )}
        {worker.told !== null && (
          <Fact title={t("column-step")} source="relay">
            <bdi>{words.number(worker.told.step)}</bdi> · {words.fullTime(toldAtMs(worker.told))}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact(props: { title: string; source: Source; children: preact.ComponentChildren }) {
  const { t } = useWords();
  return (
    <div>
      <dt>{props.title}</dt>
      <dd>
        <bdi>{props.children}</bdi> <span class="faint source">{t(SOURCES[props.source])}</span>
      </dd>
    </div>
  );
}

function ItemTable(props: { id: string; title: string; items: readonly Item[]; worker: WorkerRecord }) {
  const { t, words, nowMs } = useWords();
  if (props.items.length === 0) return null;
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("place-when")}</th>
            <th scope="col">{t("sheet-what")}</th>
            <th scope="col">{t("sheet-source")}</th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((item) => (
            <tr key={item.id}>
              <td>{words.fullTime(item.reckonedMs)}</td>
              <td>
                {lineOf(item, props.worker, words, nowMs)}
                {item.note !== "" && (
                  <p class="typed" dir="auto">
                    {item.note}
                  </p>
                )}
              </td>
              <td>{t(SOURCES[sourceOf(item)])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
