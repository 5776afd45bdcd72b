/** Views that are loaded when somebody wants to see them. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The view once it is there; nothing before. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [, setReady] = useState(false);
    useEffect(() => {
      if (loaded !== null) return;
      void load().then((component) => {
        loaded = component;
        setReady(true);
      });
    }, []);
    const Loaded = loaded;
    return Loaded === null ? null : <Loaded {...props} />;
  };
}
