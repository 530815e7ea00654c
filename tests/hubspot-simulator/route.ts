import type { Call, Reply } from "./http";
import type { SimState } from "./state";

/** Answers one call. `captured` is the decoded first capture of the route's pattern. */
export type Handler = (state: SimState, call: Call, captured: string) => Reply;

export interface Route {
  pattern: RegExp;
  /** Undefined when the handler judges the method itself. */
  method?: string;
  handle: Handler;
}
