/**
 * What a form knows after a server action. Client-safe: no secrets, no rows. Fits the `FormState` of
 * components/ui/form-state, so that dialogs and forms take it as it is.
 */
export interface ActionState<Data = undefined> {
  status: "idle" | "success" | "error";
  /** What happened, in words. */
  message?: string;
  /** One message per field, by field name. */
  fieldErrors?: Record<string, string | undefined>;
  /** What was typed, secrets left out, so that nothing has to be typed again. */
  values?: Record<string, string>;
  data?: Data;
  /** The request id, to quote in a report of an unexpected failure. */
  reference?: string;
}

export const IDLE: ActionState<never> = { status: "idle" };
