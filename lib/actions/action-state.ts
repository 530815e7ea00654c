/** What a form knows after a server action. Client-safe: no secrets, no rows. */
export interface ActionState<Data = undefined> {
  status: "idle" | "ok" | "error";
  /** What happened, in words. */
  message?: string;
  /** One message per field, by field name. */
  fields?: Record<string, string>;
  /** What was typed, secrets left out, so that nothing has to be typed again. */
  values?: Record<string, string>;
  data?: Data;
  /** For the person's report of an unexpected failure. */
  requestId?: string;
}

export const IDLE: ActionState<never> = { status: "idle" };
