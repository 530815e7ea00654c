import type { ConfirmMethod } from "@/lib/factors/step-up";

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
  /** Set when whoever acts must show first that it is them, and with what they can. Then send the same again. */
  confirm?: ConfirmMethod[];
  /** The request id, to quote in a report of an unexpected failure. */
  reference?: string;
}

export const IDLE: ActionState<never> = { status: "idle" };
