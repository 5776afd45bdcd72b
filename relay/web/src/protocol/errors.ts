/** What can be wrong with bytes or text that came from outside. */
export type Problem =
  | "malformed"
  | "repeated"
  | "missing"
  | "over-bound"
  | "invalid"
  | "length"
  | "too-new"
  | "not-authentic"
  | "not-ours"
  | "damaged"
  | "wrong-kind"
  | "ended"
  | "out-of-reach";

/** The one error of this room. Its text names a field, never a value. */
export class ProtocolError extends Error {
  readonly problem: Problem;
  readonly field: string;

  constructor(problem: Problem, field = "") {
    super(field === "" ? problem : `${problem}: ${field}`);
    this.name = "ProtocolError";
    this.problem = problem;
    this.field = field;
  }
}

/** Runs a decoder; null in place of a protocol error, anything else is a bug and goes on. */
export function attempt<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}
