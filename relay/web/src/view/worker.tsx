/** One worker: everything about them on one page, the most urgent first. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { DossierContent } from "../protocol/dossier.ts";
import type { Item, WorkerRecord } from "../store/records.ts";
import { describe, history, markOpened } from "../sync/client.ts";
import { problemOf } from "../sync/context.ts";
import { clockAheadMs, judgedTime, nameOf, type Situation, standingOf } from "../sync/standing.ts";
import { Alerts } from "./alerts.tsx";
import { Banner, ToDo } from "./banner.tsx";
import { File } from "./file.tsx";
import { History } from "./history.tsx";
import { later } from "./later.tsx";
import { Title } from "./parts.tsx";
import { Places } from "./places.tsx";
import { renewPush } from "./push.ts";
import { Hold, Plan } from "./plan.tsx";
import { Reply } from "./reply.tsx";
import { Settings } from "./settings.tsx";
import { Sheet } from "./sheet.tsx";
import { calledName, useSurroundings, useWords } from "./state.ts";

const Recovery = later(async () => (await import("./recovery.tsx")).Recovery);

type Paper = "none" | "sheet" | "recovery";

const IN_NEED: ReadonlySet<Situation> = new Set(["sos", "duress", "missed"]);

export function Worker(props: {
  worker: WorkerRecord;
  busy: boolean;
  alone: boolean;
  onBack: () => void;
  onAdd: () => void;
}) {
  const { worker, busy } = props;
  const { t, words, nowMs } = useWords();
  const { context, announce, attention } = useSurroundings();
  const [items, setItems] = useState<Item[]>([]);
  const [content, setContent] = useState<DossierContent | null>(null);
  const [paper, setPaper] = useState<Paper>("none");
  const fresh = useRef(new Set<string>());
  const heard = useRef<number | null>(null);
  const returned = useRef(false);
  const name = calledName(worker, words);

  useEffect(() => {
    let wanted = true;
    void history(context, worker.id).then((read) => {
      if (!wanted) return;
      setItems(read);
      for (const item of read) if (!item.opened && item.roots.length > 0) fresh.current.add(item.id);
      const newest = Math.max(0, ...read.map(({ seenMs }) => seenMs));
      if (heard.current !== null && newest > heard.current) announceNews(read, heard.current);
      heard.current = newest;
    });
    return () => {
      wanted = false;
    };
  }, [worker.id, worker.revision]);

  // What lies behind "show older ones" is in front of nobody, nor what flits by while more is coming; an open call for
  // help stays at the top.
  const shown = useRef<readonly Item[]>([]);
  const markShown = () => {
    const called = items.filter(({ id }) => worker.openSos.some(({ event }) => event === id));
    const seen = busy ? called : [...shown.current, ...called];
    if (attention.looks(worker.id)) void markOpened(context, worker.id, seen);
  };
  const onShown = (visible: readonly Item[]) => {
    shown.current = visible;
    markShown();
  };
  useEffect(() => attention.onReturn(markShown), [worker.id, items, worker.openSos, busy]);
  useEffect(() => {
    if (!busy) markShown();
  }, [busy]);

  useEffect(() => {
    renewPush(context, worker, words.language.tag).catch((error: unknown) => {
      // Tried again when the page is opened the next time.
      if (problemOf(error) === null) throw error;
    });
  }, [worker.id]);

  useEffect(() => {
    attention.show({ worker: worker.id });
    return () => attention.show("nobody");
  }, [worker.id]);

  useEffect(() => {
    const closed = (event: PopStateEvent) => {
      if (paper === "none") return;
      // Only the paper is closed; the page's own views stay as they are.
      event.stopImmediatePropagation();
      returned.current = true;
      setPaper("none");
      if (paper === "recovery") void describe(context, worker.id, { sheetSeen: true });
    };
    addEventListener("popstate", closed, { capture: true });
    return () => removeEventListener("popstate", closed, { capture: true });
  }, [worker.id, paper]);

  const announceNews = (read: Item[], since: number) => {
    const news = read.filter(({ seenMs, what }) => seenMs > since && what.kind !== "reply");
    if (news.some(({ what }) => what.kind === "sos")) announce(t("news-sos", { name }));
    else if (news.some(({ what }) => what.kind === "notice")) announce(t("news-told", { name }));
    else if (news.length > 0) announce(t("news-message", { name }));
  };

  // A paper is a step of its own in the browser's history: "back" comes here, and does not leave the page.
  const show = (wanted: Paper) => {
    globalThis.history.pushState({ view: "paper" }, "");
    setPaper(wanted);
  };
  const back = () => globalThis.history.back();
  if (paper === "sheet") return <Sheet worker={worker} items={items} content={content} onBack={back} />;
  if (paper === "recovery") return <Recovery worker={worker} onBack={back} />;
  // While somebody is in need, nothing stands between what happened, what to do, the reply and the places.
  const inNeed = IN_NEED.has(standingOf(worker, nowMs).situation);
  const hint = !worker.sheetSeen && worker.registered && (
    <div class="hint">
      <p>
        <strong>{t("recovery-recommended")}</strong> {t("recovery-explain")}
      </p>
      <p class="actions">
        <button type="button" onClick={() => show("recovery")}>
          {t("recovery-show")}
        </button>
        <button type="button" onClick={() => void describe(context, worker.id, { sheetSeen: true })}>
          {t("recovery-later")}
        </button>
      </p>
    </div>
  );
  return (
    <>
      {!props.alone && (
        <p>
          <button type="button" onClick={props.onBack}>
            {t("back")}
          </button>
        </p>
      )}
      <Title focus={!props.alone || returned.current}>
        <bdi>{nameOf(worker) === "" ? t("page-title") : name}</bdi>
      </Title>
      <Touch worker={worker} busy={busy} />
      <Practice worker={worker} items={items} />
      <Banner worker={worker} items={items} />
      <ToDo worker={worker} />
      {!inNeed && hint}
      <Hold worker={worker} />
      <Reply worker={worker} items={items} />
      <Places items={items} name={name} />
      <File worker={worker} content={content} onOpened={setContent} />
      <History worker={worker} items={items} fresh={fresh.current} onShown={onShown} />
      {inNeed && hint}
      <section aria-labelledby="sheet-offer">
        <h2 id="sheet-offer">{t("sheet-heading")}</h2>
        <p>{t("sheet-explain")}</p>
        <button type="button" onClick={() => show("sheet")}>
          {t("sheet-show")}
        </button>
      </section>
      <Plan worker={worker} />
      <Alerts worker={worker} />
      <Settings
        worker={worker}
        onAdd={props.onAdd}
        onForgotten={props.onBack}
        onRecovery={() => show("recovery")}
      />
    </>
  );
}

const PRACTICE_SHOWN_MS = 6 * 3_600_000;

/** A drill that was told lately is plainly called a practice. */
function Practice(props: { worker: WorkerRecord; items: readonly Item[] }) {
  const { t, nowMs } = useWords();
  const judged = judgedTime(props.worker, nowMs);
  const running = props.items.some(({ what, reckonedMs }) => {
    const drill = what.kind === "notice" && what.said.kind === "step" && what.said.drill;
    return drill && judged - reckonedMs < PRACTICE_SHOWN_MS;
  });
  return running ? <p class="hint">{t("practice-now")}</p> : null;
}

/** Whether this page is in touch with the relay, and whose clock is wrong. */
function Touch(props: { worker: WorkerRecord; busy: boolean }) {
  const { t, words, nowMs } = useWords();
  const { syncNow } = useSurroundings();
  const { reach, away } = props.worker;
  const ahead = clockAheadMs(props.worker);
  const minute = (value: number) => words.time(value * 60_000, nowMs);
  const recently = away !== null && nowMs - away.toMinute * 60_000 < 3 * 86_400_000;
  return (
    <div class="touch">
      <p role="status" class="faint">
        {props.busy
          ? t("sync-now")
          : reach.lastOkMs === null
            ? t("sync-never")
            : t("sync-ok", { ago: words.when(reach.lastOkMs, nowMs) })}
      </p>
      {reach.problem !== null && <p class="trouble">{t(`sync-${reach.problem}`)}</p>}
      {ahead !== null && (
        <p class="trouble">{t(ahead > 0 ? "clock-ahead" : "clock-behind", { by: words.length(ahead) })}</p>
      )}
      {recently && away !== null && (
        <p>{t("sync-away", { from: minute(away.fromMinute), to: minute(away.toMinute) })}</p>
      )}
      <button type="button" class="quiet" onClick={() => syncNow(props.worker.id)} disabled={props.busy}>
        {t("sync-button")}
      </button>
    </div>
  );
}
