/** What happens if no check-in comes, and how a later step is put off. */

import { useState } from "preact/hooks";
import { judgedTime, standingOf, stepToHold } from "../sync/standing.ts";
import { saveHold } from "../sync/sending.ts";
import type { WorkerRecord } from "../store/records.ts";
import { Fold, Section, Sure } from "./parts.tsx";
import { whoHeld } from "./history.tsx";
import { calledName, useSurroundings, useWords } from "./state.ts";

const HOUR_S = 3_600;
const HOLD_HOURS = [6, 12, 24];

export function Plan(props: { worker: WorkerRecord }) {
  const { worker } = props;
  const { t, words, nowMs } = useWords();
  const { plan, agreed, told } = worker;
  if (plan === null && agreed === null) return null;
  const { missedMs } = standingOf(worker, nowMs);
  const from = told === null ? missedMs : told.missedMinute * 60_000;
  return (
    <Fold title={t("plan-heading")} id="plan">
      {plan !== null && (
        <p>
          {t("plan-timing", {
            interval: words.length(plan.intervalS * 1_000),
            grace: words.length(plan.graceS * 1_000),
          })}
        </p>
      )}
      {agreed !== null && agreed.state !== "ended" && from !== null && (
        <ol>
          {agreed.delays.map((delay, index) => {
            const step = index + 1;
            const yours = (agreed.told & (1 << index)) !== 0;
            const time = words.time(from + delay * 1_000, nowMs);
            const done = told !== null && told.step >= step;
            const key = done ? "plan-step-done" : yours ? "plan-step-you" : "plan-step-others";
            return <li key={step}>{t(key, { step, time })}</li>;
          })}
        </ol>
      )}
      <p>{t("plan-practice")}</p>
    </Fold>
  );
}

/** Shown only while a step can be put off, or when one is. */
export function Hold(props: { worker: WorkerRecord }) {
  const { worker } = props;
  const { t, words, nowMs } = useWords();
  const { context, syncNow } = useSurroundings();
  const [hours, setHours] = useState(24);
  const name = calledName(worker, words);
  const step = stepToHold(worker);
  const { held, hold } = worker;
  const judged = judgedTime(worker, nowMs);
  const running = held !== null && held.untilMinute * 60_000 > judged ? held : null;
  if (step === null && running === null) return null;
  const put = async () => {
    if (step === null) return;
    await saveHold(context, worker.id, step, hours * HOUR_S);
    syncNow(worker.id);
  };
  const until = running === null ? "" : words.time(running.untilMinute * 60_000, nowMs);
  return (
    <Section id="hold" title={t("hold-heading")}>
      {running !== null && (
        <p>
          {running.verified
            ? t("held-now", { step: running.step, until, who: whoHeld(worker, running.person, words) })
            : t("held-now-unverified", { step: running.step, until })}
        </p>
      )}
      {step !== null && (
        <>
          <p>{t("hold-explain", { name, step })}</p>
          <label for="hold-hours">{t("hold-hours")}</label>
          <select
            id="hold-hours"
            value={String(hours)}
            onChange={(event) => setHours(Number(event.currentTarget.value))}
          >
            {HOLD_HOURS.map((count) => (
              <option key={count} value={String(count)}>
                {t("hours", { count })}
              </option>
            ))}
          </select>
          <Sure
            button={t("hold-button", { step })}
            question={t("hold-sure", { name })}
            onYes={() => void put()}
          />
        </>
      )}
      {hold !== null && hold.step === step && (
        <p role="status">
          {t(hold.state === "accepted" ? "hold-accepted" : hold.state === "refused" ? "hold-refused" : "hold-saved")}
        </p>
      )}
    </Section>
  );
}
