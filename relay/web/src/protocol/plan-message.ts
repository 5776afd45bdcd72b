/** The plan message: what the worker agreed with this contact. */

import type { Bytes } from "./bytes.ts";
import { type CborReader, readWholeMap, required } from "./cbor.ts";
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
  timer: Bytes;
  /** When armed, and for a drill. */
  lodgeKey: Bytes | null;
  /** Seconds after missed (in a drill: after its start), one for each step. */
  delays: number[];
  /** Bit s−1: step s reaches this contact. */
  told: number;
  index: number;
  circle: CirclePerson[];
  /** Of a pause. */
  pauseS: number | null;
  generation: number;
}

const MAX_CIRCLE = 8;
const MAX_PAUSE_S = 7 * 86_400;
const MAX_DELAY_S = 30 * 86_400;
const MAX_DRILL_S = 600;
const LEAST_BETWEEN_S = 900;

export function readPlanMessage(body: Bytes): PlanMessage {
  let state: PlanState | undefined;
  let timer: Bytes | undefined;
  let lodgeKey: Bytes | null = null;
  let delays: number[] | undefined;
  let told: number | undefined;
  let index: number | undefined;
  let circle: CirclePerson[] | undefined;
  let pauseS: number | null = null;
  let generation: number | undefined;
  readWholeMap(body, (key, value) => {
    if (key === 0) {
      state = STATES[value.uint()];
      if (state === undefined) throw new ProtocolError("invalid", "state");
    } else if (key === 1) timer = value.exact(16, "timer");
    else if (key === 2) lodgeKey = value.exact(32, "lodge key");
    else if (key === 3) delays = readDelays(value);
    else if (key === 4) told = value.uintTo(15, "told");
    else if (key === 5) index = value.uintTo(MAX_CIRCLE - 1, "index");
    else if (key === 6) circle = readCircle(value);
    else if (key === 7) pauseS = value.uint();
    else if (key === 8) generation = value.uintTo(0xffff_ffff, "generation");
    else return false;
    return true;
  });
  const plan: PlanMessage = {
    state: required(state, "state"),
    timer: required(timer, "timer"),
    lodgeKey,
    delays: required(delays, "delays"),
    told: required(told, "told"),
    index: required(index, "index"),
    circle: required(circle, "circle"),
    pauseS,
    generation: required(generation, "generation"),
  };
  check(plan);
  return plan;
}

function readDelays(value: CborReader): number[] {
  const delays: number[] = [];
  value.array(4, "delays", () => delays.push(value.uintTo(MAX_DELAY_S, "delay")));
  return delays;
}

function readCircle(value: CborReader): CirclePerson[] {
  const circle: CirclePerson[] = [];
  value.array(MAX_CIRCLE, "circle", () => {
    const person: CirclePerson = { index: 0, name: "", identity: new Uint8Array(32) };
    const items = value.array(3, "person", (item) => {
      if (item === 0) person.index = value.uintTo(MAX_CIRCLE - 1, "index");
      else if (item === 1) person.name = value.text(64, "name");
      else person.identity = value.exact(32, "identity");
    });
    if (items !== 3) throw new ProtocolError("invalid", "person");
    circle.push(person);
  });
  return circle;
}

function check(plan: PlanMessage): void {
  const { state, delays, told, lodgeKey, pauseS } = plan;
  const sealed = state === "armed" || state === "drill";
  if (sealed && lodgeKey === null) throw new ProtocolError("missing", "lodge key");
  if (state === "paused" && pauseS === null) throw new ProtocolError("missing", "length of the pause");
  if (state === "paused" && (pauseS === 0 || (pauseS ?? 0) > MAX_PAUSE_S)) {
    throw new ProtocolError("over-bound", "length of the pause");
  }
  const least = state === "drill" ? 1 : LEAST_BETWEEN_S;
  const apart = delays.every((delay, at) => at === 0 || delay >= (delays[at - 1] ?? 0) + least);
  const tooLate = state === "drill" && (delays[delays.length - 1] ?? 0) > MAX_DRILL_S;
  if (delays.length < 1 || delays[0] !== 0 || !apart || tooLate) throw new ProtocolError("invalid", "delays");
  if (told >> delays.length !== 0) throw new ProtocolError("invalid", "told");
}
