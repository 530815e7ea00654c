import type { Sentences } from "../sentence";
import { verbsConnect } from "./verbs-connect";
import { verbsCustomer } from "./verbs-customer";
import { verbsDocs } from "./verbs-docs";
import { verbsErrors } from "./verbs-errors";
import { verbsEvents } from "./verbs-events";
import { verbsFailures } from "./verbs-failures";
import { verbsFields } from "./verbs-fields";
import { verbsFieldsApps } from "./verbs-fields-apps";
import { verbsInspect } from "./verbs-inspect";
import { verbsTables } from "./verbs-tables";

/** What verbs and tables of `lib` say: reasons, names of events, refusals, problems of a field: what the server says. */
export const verbs = {
  ...verbsConnect,
  ...verbsCustomer,
  ...verbsDocs,
  ...verbsErrors,
  ...verbsEvents,
  ...verbsFailures,
  ...verbsFields,
  ...verbsFieldsApps,
  ...verbsInspect,
  ...verbsTables,
} satisfies Sentences;
