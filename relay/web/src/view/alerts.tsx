/** Alerts when the page is closed: in this browser, by e-mail, by ntfy or to a webhook. */

import { useEffect, useState } from "preact/hooks";
import type { RouteKind } from "../protocol/route-request.ts";
import type { WorkerRecord } from "../store/records.ts";
import { problemOf } from "../sync/context.ts";
import { listRoutes, removeRoute, setRoute } from "../sync/routes.ts";
import type { Key } from "../words/keys.ts";
import { type PushState, pushState, turnPushOff, turnPushOn } from "./push.ts";
import { useSurroundings, useWords } from "./state.ts";

type TypedKind = Exclude<RouteKind, "web-push">;
const TYPED: readonly TypedKind[] = ["email", "ntfy", "webhook"];

export function Alerts(props: { worker: WorkerRecord }) {
  const { worker } = props;
  const { t } = useWords();
  const { context, single } = useSurroundings();
  const [problem, setProblem] = useState<Key | null>(null);
  const [open, setOpen] = useState(false);
  const attempt = async (run: () => Promise<void>) => {
    setProblem(null);
    try {
      await run();
    } catch (error) {
      const said = problemOf(error);
      if (said === null) throw error;
      setProblem(`sync-${said}`);
    }
  };
  useEffect(() => {
    if (open && worker.registered) void attempt(() => listRoutes(context, worker.id));
  }, [open]);
  if (worker.ended) return null;
  return (
    <details id="alerts" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t("alerts-heading")}</h2>
      </summary>
      <div class="fold">
        <p>{t("alerts-explain")}</p>
        {!single && <Push worker={worker} />}
        <h3>{t("alerts-list")}</h3>
        {worker.routes.length === 0 && <p>{t("alerts-none")}</p>}
        <ul class="routes">
          {worker.routes.map((route) => (
            <li key={route.id}>
              <span class="line">
                {route.kind === null || route.kind === "web-push"
                  ? t(route.kind === null ? "alert-other" : "alerts-push")
                  : t(`alerts-${route.kind}`)}
                {route.kind !== "web-push" && (
                  <>
                    {": "}
                    <bdi>{route.address === "" ? t("alerts-unknown-address") : route.address}</bdi>
                  </>
                )}
              </span>
              <span class="line faint">{t(`alert-${route.state}`)}</span>
              <button type="button" onClick={() => void attempt(() => removeRoute(context, worker.id, route.id))}>
                {t("alert-remove")}
              </button>
            </li>
          ))}
        </ul>
        {problem !== null && <p role="alert">{t(problem)}</p>}
        <AddRoute worker={worker} attempt={attempt} onProblem={setProblem} />
      </div>
    </details>
  );
}

function AddRoute(props: {
  worker: WorkerRecord;
  attempt: (run: () => Promise<void>) => Promise<void>;
  onProblem: (problem: Key) => void;
}) {
  const { t, words } = useWords();
  const { context } = useSurroundings();
  const [kind, setKind] = useState<TypedKind>("email");
  const [address, setAddress] = useState("");
  const [urgentOnly, setUrgentOnly] = useState(false);
  const add = () =>
    props.attempt(async () => {
      const { tag } = words.language;
      const problem = await setRoute(context, props.worker.id, kind, address.trim(), urgentOnly, tag);
      if (problem === null) setAddress("");
      else props.onProblem(problem === "other" ? "alerts-other-problem" : `alerts-${problem}`);
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim() !== "") void add();
      }}
    >
      <h3>{t("alerts-add")}</h3>
      <label for="alert-kind">{t("alerts-kind")}</label>
      <select
        id="alert-kind"
        value={kind}
        onChange={(event) => setKind(TYPED.find((one) => one === event.currentTarget.value) ?? "email")}
      >
        {TYPED.map((one) => (
          <option key={one} value={one}>
            {t(`alerts-${one}`)}
          </option>
        ))}
      </select>
      <label for="alert-address">{t(`alerts-${kind}-address`)}</label>
      <input
        id="alert-address"
        type="text"
        inputMode={kind === "email" ? "email" : "url"}
        dir="ltr"
        autocomplete={kind === "email" ? "email" : "off"}
        value={address}
        onInput={(event) => setAddress(event.currentTarget.value)}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={urgentOnly}
          onChange={(event) => setUrgentOnly(event.currentTarget.checked)}
        />{" "}
        {t("alerts-urgent-only")}
      </label>
      <button type="submit">{t("alerts-button")}</button>
    </form>
  );
}

function Push(props: { worker: WorkerRecord }) {
  const { t, words } = useWords();
  const { context } = useSurroundings();
  const [state, setState] = useState<PushState | null>(null);
  const [problem, setProblem] = useState<Key | null>(null);
  useEffect(() => {
    void pushState(props.worker).then(setState);
  }, [props.worker.routes]);
  const on = async () => {
    setProblem(null);
    try {
      const outcome = await turnPushOn(context, props.worker, words.language.tag);
      if (outcome !== "on") setProblem(`alerts-push-${outcome}`);
    } catch (error) {
      if (problemOf(error) === null) throw error;
      setProblem("alerts-push-failed");
    }
  };
  return (
    <>
      <h3>{t("alerts-push")}</h3>
      {state === "unsupported" && <p>{t("alerts-push-unsupported")}</p>}
      {state === "denied" && <p>{t("alerts-push-denied")}</p>}
      {state === "off" && (
        <button type="button" onClick={() => void on()}>
          {t("alerts-push-on")}
        </button>
      )}
      {state === "on" && (
        <p>
          {t("alerts-push-is-on")}{" "}
          <button type="button" onClick={() => void turnPushOff(context, props.worker)}>
            {t("alerts-push-off")}
          </button>
        </p>
      )}
      {problem !== null && <p role="alert">{t(problem)}</p>}
    </>
  );
}
