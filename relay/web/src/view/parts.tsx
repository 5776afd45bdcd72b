/** Small parts that many views use. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "./state.ts";

/** The heading of a view; it takes the focus when the view appears. */
export function Title(props: { children: ComponentChildren; focus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (props.focus === true) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {props.children}
    </h1>
  );
}

/** A section with its heading. */
export function Section(props: { id: string; title: string; children: ComponentChildren; class?: string }) {
  return (
    <section aria-labelledby={props.id} class={props.class}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** A section that is closed until somebody wants it. */
export function Fold(props: { title: string; open?: boolean; children: ComponentChildren; id?: string }) {
  return (
    <details open={props.open === true} id={props.id}>
      <summary>
        <h2>{props.title}</h2>
      </summary>
      <div class="fold">{props.children}</div>
    </details>
  );
}

/** A moment, readable by machines as well. */
export function Time(props: { ms: number; short?: boolean }) {
  const { words, nowMs } = useWords();
  const date = new Date(props.ms);
  const text = props.short === true ? words.shortTime(props.ms) : words.time(props.ms, nowMs);
  return <time dateTime={Number.isNaN(date.getTime()) ? "" : date.toISOString()}>{text}</time>;
}

/** A button that says once that it was pressed. */
export function CopyButton(props: { text: string; label: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
    } catch {
      // Not allowed here: the text stands beside the button and can be marked.
    }
  };
  return (
    <button type="button" class="quiet" onClick={() => void copy()} aria-label={`${t("copy")}: ${props.label}`}>
      {copied ? t("copied") : t("copy")}
    </button>
  );
}

/** A question before something that cannot be taken back. */
export function Sure(props: {
  button: string;
  question: string;
  class?: string;
  onYes: () => void;
}) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);
  // The keyboard stays where the question is, and goes back to the button after it.
  useEffect(() => {
    if (asked) question.current?.focus();
    else if (begun.current) button.current?.focus();
    begun.current = true;
  }, [asked]);
  if (!asked) {
    return (
      <button type="button" ref={button} class={props.class} onClick={() => setAsked(true)}>
        {props.button}
      </button>
    );
  }
  return (
    <div class="sure" role="group" aria-label={props.question}>
      <p ref={question} tabIndex={-1}>
        {props.question}
      </p>
      <button
        type="button"
        class="strong"
        onClick={() => {
          setAsked(false);
          props.onYes();
        }}
      >
        {props.button}
      </button>{" "}
      <button type="button" onClick={() => setAsked(false)}>
        {t("cancel")}
      </button>
    </div>
  );
}

/** Hands a file to the person. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name for a file: what a file system bears. */
export function fileName(...parts: string[]): string {
  const joined = parts.join("-").replace(/[^\p{L}\p{N}\p{M}._-]+/gu, "-");
  return joined.replace(/^[.-]+|-+$/g, "").slice(0, 80) || "file";
}
