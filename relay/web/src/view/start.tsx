/** The beginning: a link is opened only when a person presses the button, never by loading the page. */

import { useState } from "preact/hooks";
import { ProtocolError } from "../protocol/errors.ts";
import { type FamilyLink, readLink } from "../protocol/link.ts";
import { addLink } from "../sync/kept.ts";
import type { Key } from "../words/keys.ts";
import { Title } from "./parts.tsx";
import { useSurroundings, useWords } from "./state.ts";

export interface LinkProblem {
  key: Key;
  url?: string;
}

/** A link that this page can open, or why not. The page as a file talks to any relay. */
export function checkLink(text: string, here: string | null): FamilyLink | LinkProblem {
  let link: FamilyLink;
  try {
    link = readLink(text);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const keys: Partial<Record<string, Key>> = {
      "too-new": "link-too-new",
      "wrong-kind": "link-wrong-kind",
      damaged: "link-damaged",
      invalid: "link-invalid",
    };
    return { key: keys[error.problem] ?? "link-not-ours" };
  }
  // As browsers write it: without the port that goes without saying.
  const there = new URL(`${link.relay}family/`).href;
  return here === null || here === there ? link : { key: "link-other-place", url: there };
}

/** Several links may be given at once, each with its address. One alone may be broken into lines. */
export function linksIn(text: string): string[] {
  const links = text.split(/(?=https?:\/\/)/i).filter((link) => link.includes("#"));
  return links.length === 0 ? [text] : links;
}

export const isProblem = (found: FamilyLink | LinkProblem): found is LinkProblem => "key" in found;

export function Start(props: {
  /** The text behind the # of the address, if there is any. */
  given: string | null;
  here: string | null;
  onOpened: (...workers: string[]) => void;
  onBack: (() => void) | null;
}) {
  const { t } = useWords();
  const { context } = useSurroundings();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<LinkProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async (text: string) => {
    const links = linksIn(text);
    const wrong = links.map((link) => checkLink(link, props.here)).find(isProblem);
    if (wrong !== undefined) {
      setProblem(wrong);
      return;
    }
    setBusy(true);
    const ids: string[] = [];
    try {
      for (const link of links) {
        const worker = await addLink(context, link);
        if (worker === "too-many") {
          setProblem({ key: "link-too-many" });
          return;
        }
        if (!ids.includes(worker)) ids.push(worker);
      }
    } finally {
      setBusy(false);
    }
    props.onOpened(...ids);
  };
  const found = props.given === null ? null : checkLink(props.given, props.here);
  if (props.given !== null && found !== null && !isProblem(found)) {
    const given = props.given;
    return (
      <>
        <Title focus={props.onBack !== null}>{t("start-title")}</Title>
        <p>{t("start-text")}</p>
        {problem !== null && <Problem problem={problem} />}
        <p>
          <button type="button" class="strong large" disabled={busy} onClick={() => void open(given)}>
            {t("start-open")}
          </button>
        </p>
        <p class="faint">{t("start-note")}</p>
        <p class="faint">{t("start-keep")}</p>
        <p class="faint">{t("link-in-history")}</p>
      </>
    );
  }
  const shown = problem ?? (found !== null && isProblem(found) ? found : null);
  return (
    <>
      {props.onBack !== null && (
        <p>
          <button type="button" onClick={props.onBack}>
            {t("back")}
          </button>
        </p>
      )}
      <Title focus={props.onBack !== null}>{t("nolink-title")}</Title>
      <p>{t("nolink-text")}</p>
      {shown !== null && <Problem problem={shown} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void open(typed);
        }}
      >
        <label for="link">{t("nolink-label")}</label>
        <textarea
          id="link"
          rows={4}
          dir="ltr"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="strong" disabled={busy}>
          {t("nolink-open")}
        </button>
      </form>
      <p class="faint">{t("start-keep")}</p>
    </>
  );
}

function Problem(props: { problem: LinkProblem }) {
  const { t } = useWords();
  const { key, url } = props.problem;
  return (
    <p role="alert" class="trouble">
      {t(key, url === undefined ? {} : { url })}
      {url !== undefined && (
        <>
          {" "}
          <a href={url} rel="noopener noreferrer">
            {url}
          </a>
        </>
      )}
    </p>
  );
}
