import type { Sentences } from "../sentence";

/** What verbs and tables of `lib` say: reasons, names of events, refusals, problems of a field: what the server says. */
export const verbs = {} satisfies Sentences;
