/** The page: which view is shown, in which language, and whose turn it is to be asked about. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { toHex } from "../protocol/bytes.ts";
import { attempt } from "../protocol/errors.ts";
import { familyKeys, readLink } from "../protocol/link.ts";
import type { WorkerRecord } from "../store/records.ts";
import { StoreError } from "../store/store.ts";

import type { Context } from "../sync/context.ts";
import { workers as allWorkers } from "../sync/kept.ts";
import type { Scheduler } from "../sync/scheduler.ts";
import type { Key } from "../words/keys.ts";
import { LANGUAGES, type Language } from "../words/languages.ts";
import { Words } from "../words/words.ts";
import type { Attention } from "./attention.ts";
import { later, patiently } from "./later.tsx";
import { Start } from "./start.tsx";
import { SurroundingsContext, useWords } from "./state.ts";

// What comes after the first view is loaded while somebody reads that.
const rest = () => patiently(() => import("./rest.ts"));
const Worker = later(async () => (await rest()).Worker);
const List = later(async () => (await rest()).List);

export interface AppProps {
  context: Context;
  attention: Attention;
  /** Hears that a worker changed, in this tab or another. */
  onChange: (hear: (worker: string) => void) => () => void;
  first: Words;
  loadWords: (language: Language) => Promise<string>;
  keepLanguage: (tag: string) => void;
  given: string | null;
  /** Where this page is served; null when it was opened as a file. */
  here: string | null;
  troubles: readonly Key[];
  /** Removes the link from the address bar. */
  onLinkKept: () => void;
}

type View = { name: "home" } | { name: "worker"; id: string } | { name: "add" };

export function App(props: AppProps) {
  const { context } = props;
  const [words, setWords] = useState(props.first);
  const [workers, setWorkers] = useState<WorkerRecord[] | null>(null);
  const [view, setView] = useState<View>({ name: "home" });
  const [given, setGiven] = useState(props.given);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [nowMs, setNowMs] = useState(context.now());
  const [news, setNews] = useState("");
  const [trouble, setTrouble] = useState<Key | null>(null);

  const failed = useCallback((error: unknown) => {
    if (error instanceof StoreError && error.problem === "no-room") setTrouble("storage-full");
    else setTrouble("something-wrong");
  }, []);

  const scheduler = useMemo(() => new LaterScheduler(context, setBusy, failed), []);
  const reread = useCallback(async () => {
    setWorkers(await allWorkers(context));
    setNowMs(context.now());
  }, []);

  useEffect(() => {
    void reread();
    const timer = setInterval(() => {
      setNowMs(context.now());
      void scheduler.tick();
    }, 5_000);
    const online = () => void scheduler.everyoneNow();
    const shown = () => {
      if (document.visibilityState === "visible") void scheduler.tick();
    };
    const popped = () => setView({ name: "home" });
    const broken = (event: PromiseRejectionEvent) => failed(event.reason);
    addEventListener("online", online);
    addEventListener("popstate", popped);
    addEventListener("unhandledrejection", broken);
    document.addEventListener("visibilitychange", shown);
    // Many changes in a row are read once, and the more there is to read, the less often.
    let waiting = false;
    let tookMs = 0;
    const deaf = props.onChange(() => {
      if (waiting) return;
      waiting = true;
      setTimeout(async () => {
        waiting = false;
        const begunMs = context.now();
        await reread();
        tookMs = context.now() - begunMs;
      }, Math.min(1_000, Math.max(60, 4 * tookMs)));
    });
    return () => {
      clearInterval(timer);
      removeEventListener("online", online);
      removeEventListener("popstate", popped);
      removeEventListener("unhandledrejection", broken);
      document.removeEventListener("visibilitychange", shown);
      deaf();
    };
  }, []);

  useEffect(() => {
    const linked = () => setGiven(location.hash.length > 1 ? decodeHash(location.hash) : null);
    addEventListener("hashchange", linked);
    return () => removeEventListener("hashchange", linked);
  }, []);

  // A link that this browser has already needs no button: its owner pressed it before.
  useEffect(() => {
    const known = given === null || workers === null ? null : workerOf(given);
    if (known !== null && workers?.some(({ id }) => id === known)) opened(known);
  }, [given, workers === null]);

  // Asked only when there is somebody to ask about, and no link waits for the button to be pressed.
  const quiet = given !== null || workers === null || workers.length === 0;
  useEffect(() => {
    scheduler.allowed = !quiet;
    if (!quiet) void scheduler.tick();
  }, [quiet]);

  useEffect(() => {
    const { tag, direction } = words.language;
    document.documentElement.lang = tag;
    document.documentElement.dir = direction;
    document.title = words.t("page-title");
  }, [words]);

  const choose = async (language: Language) => {
    try {
      setWords(new Words(language, await props.loadWords(language)));
      setTrouble(null);
    } catch {
      setTrouble("sync-unreachable");
      return;
    }
    props.keepLanguage(language.tag);
  };

  const go = (next: View) => {
    if (next.name === "worker") history.pushState({ view: "worker" }, "");
    setView(next);
    scrollTo(0, 0);
  };

  const opened = (...ids: string[]) => {
    props.onLinkKept();
    setGiven(null);
    void reread().then(() => {
      scheduler.allowed = true;
      const [worker, ...others] = ids;
      if (worker !== undefined && others.length === 0) {
        void scheduler.now(worker);
        setView({ name: "worker", id: worker });
      } else {
        void scheduler.tick();
        setView({ name: "home" });
      }
      scrollTo(0, 0);
    });
  };

  const announced = useRef(0);
  const announce = (text: string) => {
    // The same words a second time are said again.
    announced.current += 1;
    setNews(`${text}${announced.current % 2 === 0 ? "\u200b" : ""}`);
  };

  const surroundings = {
    words,
    nowMs,
    context,
    attention: props.attention,
    announce,
    syncNow: (worker: string) => void scheduler.now(worker),
    single: props.here === null,
  };

  return (
    <SurroundingsContext.Provider value={surroundings}>
      <Head onChoose={(language) => void choose(language)} />
      <main id="content" tabIndex={-1}>
        {[...props.troubles, ...(trouble === null ? [] : [trouble])].map((key) => (
          <p key={key} role="alert" class="trouble">
            {words.t(key)}
          </p>
        ))}
        {workers !== null && content()}
      </main>
      <div class="unseen" aria-live="polite" role="log">
        {news}
      </div>
    </SurroundingsContext.Provider>
  );

  function content() {
    const all = workers ?? [];
    if (given !== null || all.length === 0 || view.name === "add") {
      const back = all.length === 0 ? null : () => {
        props.onLinkKept();
        setGiven(null);
        setView({ name: "home" });
      };
      return <Start given={given} here={props.here} onOpened={opened} onBack={back} key={given ?? ""} />;
    }
    const alone = all.length === 1;
    const id = view.name === "worker" ? view.id : alone ? all[0]?.id : undefined;
    const worker = all.find((one) => one.id === id);
    if (worker === undefined) {
      const open = (one: string) => go({ name: "worker", id: one });
      return <List workers={all} onOpen={open} onAdd={() => go({ name: "add" })} />;
    }
    return (
      <Worker
        key={worker.id}
        worker={worker}
        busy={busy.has(worker.id)}
        alone={alone}
        onBack={() => {
          setView({ name: "home" });
          void reread();
        }}
        onAdd={() => go({ name: "add" })}
      />
    );
  }
}

/** The scheduler, loaded beside the first view; what it is told before that is told to it then. */
class LaterScheduler {
  allowed = false;
  readonly #loaded: Promise<Scheduler>;

  constructor(...given: ConstructorParameters<typeof Scheduler>) {
    this.#loaded = rest().then(({ Scheduler: Loaded }) => new Loaded(...given));
  }

  async #ready(): Promise<Scheduler> {
    const scheduler = await this.#loaded;
    scheduler.allowed = this.allowed;
    return scheduler;
  }

  async tick(): Promise<void> {
    await (await this.#ready()).tick();
  }

  async now(id: string): Promise<void> {
    await (await this.#ready()).now(id);
  }

  async everyoneNow(): Promise<void> {
    await (await this.#ready()).everyoneNow();
  }
}

/** The id under which a link's worker is kept; null when it is no link. */
function workerOf(text: string): string | null {
  const link = attempt(() => readLink(text));
  return link === null ? null : toHex(familyKeys(link.secret).receiveId);
}

export function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

function Head(props: { onChoose: (language: Language) => void }) {
  const { t, words } = useWords();
  return (
    <header class="no-print">
      <a class="skip" href="#content" onClick={(event) => {
        // The fragment of the address is where links come from: it stays as it is.
        event.preventDefault();
        document.getElementById("content")?.focus();
      }}>
        {t("skip-to-content")}
      </a>
      <span class="page-name">{t("page-title")}</span>
      <label class="language">
        <svg viewBox="0 0 24 24" aria-hidden="true" width="24" height="24">
          <path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM2 12h20M12 2c3 3 4 6.500 4 10s-1 7-4 10c-3-3-4-6.500-4-10s1-7 4-10z" fill="none" stroke="currentColor" stroke-width="1.700" />
        </svg>
        <span class="unseen">{t("language")}</span>
        <select
          value={words.language.tag}
          onChange={(event) => {
            const chosen = LANGUAGES.find(({ tag }) => tag === event.currentTarget.value);
            if (chosen !== undefined) props.onChoose(chosen);
          }}
        >
          {LANGUAGES.map(({ tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
