/** The dossier, which the page calls "the file": waiting, shares, loading, opened. */

import { useEffect, useState } from "preact/hooks";
import type { DossierAttachment, DossierContent } from "../protocol/dossier.ts";
import type { WorkerRecord } from "../store/records.ts";
import { problemOf } from "../sync/context.ts";
import { canGive, dossierStage, download, openDossier, saveShare } from "../sync/dossiers.ts";
import type { Key } from "../words/keys.ts";
import { fileName, saveFile, Section, Sure } from "./parts.tsx";
import { calledName, useSurroundings, useWords } from "./state.ts";

export function File(props: {
  worker: WorkerRecord;
  content: DossierContent | null;
  onOpened: (content: DossierContent | null) => void;
}) {
  const { worker, content, onOpened } = props;
  const { t, words } = useWords();
  const { context, syncNow } = useSurroundings();
  const [progress, setProgress] = useState<{ have: number; count: number } | null>(null);
  const [problem, setProblem] = useState<Key | null>(null);
  const name = calledName(worker, words);
  const stage = dossierStage(worker);
  if (stage.stage === "none") return null;
  const load = async () => {
    setProblem(null);
    setProgress({ have: 0, count: 1 });
    try {
      await download(context, worker.id, (have, count) => setProgress({ have, count }));
    } catch (error) {
      const said = problemOf(error);
      if (said === null) throw error;
      setProblem(`sync-${said}`);
    } finally {
      setProgress(null);
    }
  };
  const give = async () => {
    await saveShare(context, worker.id);
    syncNow(worker.id);
  };
  const noted = worker.dossier.problem;
  return (
    <Section id="file" title={t("file-heading")}>
      <p>{t("file-explain", { name })}</p>
      {stage.stage === "waiting-release" && <p>{t("file-waiting")}</p>}
      {stage.stage === "shares" && (
        <>
          <p>{t("file-shares", { need: stage.need, have: stage.have })}</p>
          {stage.given === "given" && <p role="status">{t("file-given")}</p>}
        </>
      )}
      {canGive(worker) && (
        <Sure
          class={stage.stage === "shares" ? "strong" : ""}
          button={t("file-give")}
          question={t("file-give-sure")}
          onYes={() => void give()}
        />
      )}
      {worker.dossier.given === "saved" && <p role="status">{t("file-given-saved")}</p>}
      {stage.stage === "ready" && progress === null && (
        <button type="button" class="strong" onClick={() => void load()}>
          {t(stage.have > 0 ? "file-download-more" : "file-download")}
        </button>
      )}
      {progress !== null && (
        <p role="status">
          <progress max={progress.count} value={progress.have} aria-label={t("file-download")} />{" "}
          {t("file-progress", progress)}
        </p>
      )}
      {stage.stage === "downloaded" && content === null && (
        <button type="button" class="strong" onClick={() => void openDossier(context, worker.id).then(onOpened)}>
          {t("file-open")}
        </button>
      )}
      {noted !== null && <p role="alert">{t(`file-${noted}`)}</p>}
      {problem !== null && <p role="alert">{t(problem)}</p>}
      {content !== null && <Content content={content} />}
    </Section>
  );
}

const NAMED = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export function fieldTitle(number: number): Key {
  const named = NAMED.find((one) => one === number);
  return named === undefined ? "field-other" : `field-${named}`;
}

export function Fields(props: { content: DossierContent }) {
  const { t } = useWords();
  return (
    <dl class="fields">
      {props.content.fields.map(({ number, text }) => (
        <div key={number}>
          <dt>{t(fieldTitle(number))}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Content(props: { content: DossierContent }) {
  const { t, words } = useWords();
  const { content } = props;
  return (
    <>
      <p class="faint">{t("file-made", { time: words.fullTime(content.madeMs) })}</p>
      <Fields content={content} />
      {content.attachments.length > 0 && (
        <>
          <h3>{t("attachments-heading")}</h3>
          {content.attachments.map((attachment, index) => (
            <Attachment key={index} attachment={attachment} />
          ))}
        </>
      )}
    </>
  );
}

/** Only these are shown; everything else is only saved, and never opened here. */
const PICTURES = ["image/jpeg", "image/png", "image/webp", "image/gif"];

export function Attachment(props: { attachment: DossierAttachment }) {
  const { t } = useWords();
  const { name, mediaType, bytes } = props.attachment;
  const [url, setUrl] = useState<string | null>(null);
  const isPicture = PICTURES.includes(mediaType.toLowerCase());
  useEffect(() => {
    if (!isPicture) return undefined;
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType.toLowerCase() }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return (
    <figure class="attachment">
      {url !== null && <img src={url} alt={t("attachment-picture", { file: name })} />}
      <figcaption>
        <button
          type="button"
          class="no-print"
          onClick={() => saveFile(fileName(name), "application/octet-stream", bytes)}
        >
          {t("attachment-save", { file: name })}
        </button>
      </figcaption>
    </figure>
  );
}
