/** What a server action hands back to a form. Structural: any action state of this shape fits. */
export type FormState = {
  status: "idle" | "success" | "error";
  /** One sentence for people. */
  message?: string;
  /** Request id to quote to whoever runs the console. */
  reference?: string;
  /** First message per field name. */
  fieldErrors?: Record<string, string | undefined>;
  /** Set when whoever acts must show first that it is them, and with what they can. Then the form is sent again. */
  confirm?: string[];
};

export const IDLE_FORM_STATE: FormState = { status: "idle" };

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;
