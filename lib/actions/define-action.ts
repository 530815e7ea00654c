import "server-only";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { forbidden, redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import {
  anonymousContext,
  getViewer,
  noteRefusal,
  requireActor,
  signInPath,
} from "@/lib/auth/session";
import type { Permission } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { databaseTrouble, type DatabaseTrouble } from "@/lib/db/errors";
import { getEnv } from "@/lib/env";
import { isAppError, type AppError } from "@/lib/errors";
import { messageOf } from "@/lib/error-copy";
import { assertConfirmed, confirmMethods } from "@/lib/factors/step-up";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { requestFacts } from "@/lib/http/request-facts";
import { markFormRead } from "@/lib/http/request-scope.mjs";
import { logger } from "@/lib/logger";
import { throttle } from "@/lib/people/throttle";
import { say, sayIn, type Say } from "@/lib/say/say";
import type { ActionState } from "./action-state";
import { fieldMessages, readForm, typedValues, unstorableFields } from "./form-data";

export interface ActionResult<Data> {
  message?: string;
  data?: Data;
  /** A path of this console, or HubSpot's consent page. */
  redirectTo?: string;
}

interface ActionSpec<Input extends z.ZodType, Data> {
  /** "public" is for people who are not signed in yet: setup and one-time links. */
  permission: Permission | "public";
  input: Input;
  /** For what a session alone must not do: whoever acts has shown that it is them within ten minutes (SEC-60). */
  stepUp?: true;
  /**
   * What it gives is for a script of the page and for nothing else: it must stand in no HTML, so a form that a browser sends
   * without script is refused, and in no payload of a page, so its answer brings none.
   */
  givesSecret?: true;
  /** Fields that may appear several times in the form. */
  lists?: string[];
  run(ctx: Context, input: z.output<Input>): Promise<ActionResult<Data>>;
  /** What people outside the team read about a failure, instead of the console's words. */
  words?(error: unknown): Promise<string>;
}

/** What useActionState takes; a menu item may also call it with nothing. */
export type FormAction<Data = undefined> = (() => Promise<ActionState<Data>>) &
  ((previous: ActionState<Data>, form: FormData) => Promise<ActionState<Data>>);

/**
 * The one wrapper of server actions, in this order: origin, session with the role of this moment, permission, rate
 * limit, step-up, parse, verb, refresh. Known failures come back as words at the right field; unknown ones as a reference. After
 * each outcome, refusals included, the page shows how things stand now.
 */
export function defineAction<Input extends z.ZodType, Data = undefined>(
  spec: ActionSpec<Input, Data>,
): FormAction<Data> {
  return async (_previous?: ActionState<Data>, sent: unknown = undefined) => {
    markFormRead();
    // Whoever writes a request by hand may send any value here.
    const form = sent instanceof FormData ? sent : new FormData();
    const requestHeaders = await headers();
    const { requestId, path } = requestFacts(requestHeaders);
    const values = typedValues(form);
    // People outside the team read words of their own.
    const tell = spec.words ? sayIn("en") : say;
    try {
      assertSameOrigin(requestHeaders, getEnv().origin);
      if (spec.givesSecret && !requestHeaders.has("next-action")) forbidden();
      // Whoever is signed in reads in their language also where nobody needs to be.
      if (spec.permission === "public" && !spec.words) await getViewer().catch(() => null);
      const ctx = await contextFor(spec.permission);
      await throttle(ctx, "action", ctx.actor.id ?? ctx.actor.ip ?? "anonymous");
      if (spec.stepUp) assertConfirmed(ctx);
      const { input, fieldErrors } = parse(spec, form);
      if (fieldErrors) {
        refresh();
        const message = tell("Please correct the marked fields.");
        return { status: "error", message, fieldErrors: saidFields(tell, fieldErrors), values };
      }
      const result = await runNotingRefusals(ctx, () => spec.run(ctx, input));
      if (result.redirectTo) redirect(result.redirectTo);
      if (!spec.givesSecret) refresh();
      return { status: "success", message: result.message, data: result.data };
    } catch (error) {
      unstable_rethrow(error);
      if (isAppError(error, "forbidden") || isAppError(error, "cross_site_request")) forbidden();
      if (isAppError(error, "unauthenticated")) redirect(signInPath(path));
      if (isAppError(error, "confirmation_needed")) return await askToConfirm(error, values);
      if (!isAppError(error)) logger.error({ err: error, requestId }, "action failed");
      const { isAway, ...words } = wordsFor(error, tell);
      if (spec.words) words.message = await spec.words(error);
      // A page cannot be shown without the database either, and what was typed would go with the form.
      if (!isAway) refresh();
      return { status: "error", ...words, values, reference: requestId };
    }
  };
}

/** The form stays as it is: it is sent again once it is known who sends it. */
async function askToConfirm(error: AppError, values: ActionState["values"]) {
  const confirm = await confirmMethods(await requireActor("self.manage"));
  return { status: "error", message: messageOf(error, say), values, confirm } as const;
}

type Parsed<Input extends z.ZodType> =
  | { input: z.output<Input>; fieldErrors?: undefined }
  | { input?: undefined; fieldErrors: Record<string, string> };

function parse<Input extends z.ZodType, Data>(
  spec: ActionSpec<Input, Data>,
  form: FormData,
): Parsed<Input> {
  const unstorable = unstorableFields(form);
  if (Object.keys(unstorable).length > 0) return { fieldErrors: unstorable };
  const parsed = spec.input.safeParse(readForm(form, spec.lists));
  return parsed.success ? { input: parsed.data } : { fieldErrors: fieldMessages(parsed.error) };
}

const TROUBLES = {
  away: "Portico cannot reach its database just now, so it does not know whether this was done. Wait a moment, reload the page, and look before you try again.",
  busy: "All connections to Portico's database are in use just now. Wait a moment, reload the page, and look before you try again.",
  read_only:
    "Portico's database takes no changes just now: it is read-only. Whoever runs this server makes it writable again; the page shows how things stand now.",
  full: "Portico's database has no disk space or memory left to store this. Whoever runs this server frees some; the page shows how things stand now.",
} as const satisfies Record<DatabaseTrouble, string>;

/** What a person reads about a failure. */
function wordsFor(
  error: unknown,
  tell: Say,
): Pick<ActionState, "message" | "fieldErrors"> & { isAway: boolean } {
  if (isAppError(error)) {
    const fields = error.details.fields as Record<string, string> | undefined;
    const fieldErrors = fields && saidFields(tell, fields);
    return { isAway: false, message: messageOf(error, tell), fieldErrors };
  }
  const trouble = databaseTrouble(error);
  const message = trouble
    ? tell(TROUBLES[trouble])
    : tell(
        "Portico could not finish this. The page shows how things stand now; the server log has the details.",
      );
  // Where nothing can be changed, the page can be shown all the same.
  const isAway = trouble === "away" || trouble === "busy";
  return { isAway, message };
}

/** Schemas and verbs name what is wrong in English; what has values in it was said where they are known. */
function saidFields(tell: Say, fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, tell.any(words)]));
}

function contextFor(permission: Permission | "public"): Promise<Context> {
  return permission === "public" ? anonymousContext() : requireActor(permission);
}

/** A verb may refuse what the permission alone allowed, such as an admin dealing with an owner: that is noted too. */
async function runNotingRefusals<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error, "forbidden"))
      await noteRefusal(ctx, String(error.details.permission ?? "unknown"));
    throw error;
  }
}
