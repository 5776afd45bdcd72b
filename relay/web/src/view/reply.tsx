/** Replying: two buttons that say enough, and words for the rest. */

import { useState } from "preact/hooks";
import { ProtocolError } from "../protocol/errors.ts";
import type { Item, WorkerRecord } from "../store/records.ts";
import { saveReply } from "../sync/sending.ts";
import { Section } from "./parts.tsx";
import { calledName, useSurroundings, useWords } from "./state.ts";

export function Reply(props: { worker: WorkerRecord; items: readonly Item[] }) {
  const { t, words } = useWords();
  const { context, announce, syncNow } = useSurroundings();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const [done, setDone] = useState(false);
  const { worker, items } = props;
  const name = calledName(worker, words);
  // A reply is about the open call for help, or else about the newest thing that the phone said.
  const about = worker.openSos[0]?.event ?? items.find(({ roots }) => roots.length > 0)?.id ?? null;
  const send = async (reply: "seen" | "on-it" | { text: string }) => {
    setProblem("");
    try {
      await saveReply(context, worker.id, reply, about);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      setProblem(t("reply-too-long"));
      return;
    }
    if (typeof reply === "object") setText("");
    setDone(true);
    announce(t("reply-done"));
    syncNow(worker.id);
  };
  if (worker.ended) return null;
  return (
    <Section id="reply" title={t("reply-heading")}>
      <p class="actions">
        <button type="button" class="strong" onClick={() => void send("seen")}>
          {t("reply-seen")}
        </button>
        <button type="button" class="strong" onClick={() => void send("on-it")}>
          {t("reply-on-it")}
        </button>
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") void send({ text: text.trim() });
        }}
      >
        <label for="reply-text">{t("reply-label", { name })}</label>
        <textarea
          id="reply-text"
          rows={3}
          dir="auto"
          value={text}
          aria-describedby="reply-careful"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id="reply-careful" class="faint">
          {t("reply-careful", { name })}
        </p>
        {problem !== "" && <p role="alert">{problem}</p>}
        <button type="submit">{t("reply-send")}</button>
      </form>
      {done && <p class="faint">{t("reply-done")}</p>}
      {worker.mailbox !== "open" && <p role="status">{t(`mailbox-${worker.mailbox}`)}</p>}
    </Section>
  );
}
