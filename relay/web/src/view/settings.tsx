/** This page itself: names and notes, another link, the page as a file, forgetting, and what is good to know. */

import { useEffect, useState } from "preact/hooks";
import type { WorkerRecord } from "../store/records.ts";
import { describe, forget } from "../sync/client.ts";
import { Fold, Sure } from "./parts.tsx";
import { calledName, useSurroundings, useWords } from "./state.ts";

export function Settings(props: {
  worker: WorkerRecord;
  onAdd: () => void;
  onForgotten: () => void;
  onRecovery: () => void;
}) {
  const { worker } = props;
  const { t, words } = useWords();
  const { context, single } = useSurroundings();
  const name = calledName(worker, words);
  return (
    <Fold title={t("page-heading")} id="page">
      <Described worker={worker} />
      <h3>{t("recovery-heading")}</h3>
      <p>{t("recovery-explain")}</p>
      <p class="actions">
        <button type="button" onClick={props.onRecovery}>
          {t("recovery-show")}
        </button>
        <button type="button" onClick={props.onAdd}>
          {t("page-add")}
        </button>
        <Install />
      </p>
      {!single && <AsFile />}
      <h3>{t("page-limits-heading")}</h3>
      <ul>
        <li>{t("page-limit-1")}</li>
        <li>{t("link-in-history")}</li>
        <li>{t("page-limit-2")}</li>
        <li>{t("page-limit-3")}</li>
        <li>{t("page-limit-4", { name })}</li>
      </ul>
      <Sure
        class="danger"
        button={t("page-forget")}
        question={t("page-forget-sure", { name })}
        onYes={() => void forget(context, worker.id).then(props.onForgotten)}
      />
    </Fold>
  );
}

function Described(props: { worker: WorkerRecord }) {
  const { t } = useWords();
  const { context, announce } = useSurroundings();
  const [label, setLabel] = useState(props.worker.label);
  const [note, setNote] = useState(props.worker.note);
  const [saved, setSaved] = useState(false);
  const save = async () => {
    await describe(context, props.worker.id, { label: label.trim(), note });
    setSaved(true);
    announce(t("saved"));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label for="page-label">{t("page-label")}</label>
      <input
        id="page-label"
        dir="auto"
        maxLength={60}
        value={label}
        placeholder={props.worker.ownName}
        onInput={(event) => setLabel(event.currentTarget.value)}
      />
      <label for="page-note">{t("page-note")}</label>
      <textarea
        id="page-note"
        rows={3}
        dir="auto"
        maxLength={5_000}
        value={note}
        aria-describedby="page-note-explain"
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <p id="page-note-explain" class="faint">
        {t("page-note-explain")}
      </p>
      <button type="submit">{t("save")}</button> {saved && <span class="faint">{t("saved")}</span>}
    </form>
  );
}

/** What browsers hand over when a page can be kept on the home screen. */
interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>;
}

let offered: InstallPrompt | null = null;
globalThis.addEventListener?.("beforeinstallprompt", (event) => {
  event.preventDefault();
  offered = event as InstallPrompt;
});

function Install() {
  const { t } = useWords();
  if (offered === null) return null;
  return (
    <button type="button" onClick={() => void offered?.prompt()}>
      {t("page-install")}
    </button>
  );
}

export const SINGLE_FILE = "family-page-single.html";

function AsFile() {
  const { t } = useWords();
  const [print, setPrint] = useState("");
  useEffect(() => {
    const stop = new AbortController();
    fetch(`${SINGLE_FILE}.sha256`, { signal: stop.signal })
      .then((response) => (response.ok ? response.text() : ""))
      .then((text) => setPrint(/^[0-9a-f]{64}/.exec(text)?.[0] ?? ""))
      .catch(() => {});
    return () => stop.abort();
  }, []);
  return (
    <>
      <h3>{t("page-file")}</h3>
      <p>{t("page-file-explain")}</p>
      <p>
        <a class="button" href={SINGLE_FILE} download={SINGLE_FILE}>
          {t("page-file-save")}
        </a>
      </p>
      {print !== "" && (
        <p class="faint">
          {t("page-fingerprint")}: <bdi class="coordinates break">{print}</bdi>
        </p>
      )}
    </>
  );
}
