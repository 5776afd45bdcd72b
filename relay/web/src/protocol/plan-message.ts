/** The plan message: what the worker agreed with this contact. */

import type { Bytes } from "./bytes.ts";
import { readWholeMap, required } from "./cbor.ts";
import { ProtocolError } from "./errors.ts";

export type PlanState = "armed" | "paused" | "ended" | "drill";
const STATES: readonly (PlanState | undefined)[] = [undefined, "armed", "paused", "ended", "drill"];

export interface CirclePerson {
  index: number;
  name: string;
  identity: Bytes;
}

export interface PlanMessage {
  state: PlanState;
  timer: Bytes | null;
  lodgeKey: Bytes | null;
  /** Seconds after missed, one for each step. */
  delays: number[];
  /** Bit s−1: step s reaches this contact. */
  told: number;
  index: number | null;
  circle: CirclePerson[];
  pauseS: number | null;
  generation: number | null;
}

export function readPlanMessage(body: Bytes): PlanMessage {
  let state: PlanState | undefined;
  const plan: Omit<PlanMessage, "state"> = {
    timer: null,
    lodgeKey: null,
    delays: [],
    told: 0,
    index: null,
    circle: [],
    pauseS: null,
    generation: null,
  };
  readWholeMap(body, (key, value) => {
    if (key === 0) {
      state = STATES[value.uint()];
      if (state === undefined) throw new ProtocolError("invalid", "state");
    } else if (key === 1) plan.timer = value.exact(16, "timer");
    else if (key === 2) plan.lodgeKey = value.exact(32, "lodge key");
    else if (key === 3) {
      value.array(4, "delays", () => plan.delays.push(value.uintTo(0xffff_ffff, "delay")));
    } else if (key === 4) plan.told = value.uintTo(255, "told");
    else if (key === 5) plan.index = value.uintTo(255, "index");
    else if (key === 6) {
      value.array(8, "circle", () => {
        const person: CirclePerson = { index: 0, name: "", identity: new Uint8Array(32) };
        const items = value.array(3, "person", (item) => {
          if (item === 0) person.index = value.uintTo(255, "index");
          else if (item === 1) person.name = value.text(64, "name");
          else person.identity = value.exact(32, "identity");
        });
        if (items !== 3) throw new ProtocolError("invalid", "person");
        plan.circle.push(person);
      });
    } else if (key === 7) plan.pauseS = value.uintTo(0xffff_ffff, "pause");
    else if (key === 8) plan.generation = value.uint();
    else return false;
    return true;
  });
  const which = required(state, "state");
  if ((which === "armed" || which === "drill") && plan.lodgeKey === null) {
    throw new ProtocolError("missing", "lodge key");
  }
  return { state: which, ...plan };
}
