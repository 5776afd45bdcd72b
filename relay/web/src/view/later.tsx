/** Views that are loaded when somebody wants to see them. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

const AGAIN_MS = 3_000;

/** Loads a part of the page; tries again for as long as it takes. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** The view once it is there; a sign that it comes before. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [, setReady] = useState(false);
    useEffect(() => {
      if (loaded !== null) return;
      void patiently(load).then((component) => {
        loaded = component;
        setReady(true);
      });
    }, []);
    const Loaded = loaded;
    return Loaded === null ? <p aria-busy="true">…</p> : <Loaded {...props} />;
  };
}
