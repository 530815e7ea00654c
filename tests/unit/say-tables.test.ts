import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/audit/events";
import { ROLE_LABELS, ROLE_MEANINGS } from "@/lib/auth/roles";
import { BULK_TITLES } from "@/lib/bulk/words";
import { SHELVES } from "@/lib/docs/shelf";
import { messageOf } from "@/lib/error-copy";
import { AppError } from "@/lib/errors";
import { journalWords } from "@/lib/hubspot-apps/journal/journal-words";
import { POLICY_WORDS } from "@/lib/hubspot-apps/renewal/policy-words";
import { SCOPE_PRODUCTS } from "@/lib/hubspot-apps/scopes/scope-products";
import { GRACE_LABELS } from "@/lib/hubspot-apps/secret/grace";
import { JOB_WORDS, ROW_STATE_WORDS } from "@/lib/imports/words";
import { BUILT_IN_VIEWS } from "@/lib/list-views/built-in";
import { COLUMN_LABELS } from "@/lib/list-views/schemas";
import { callbackProblem } from "@/lib/portals/connect/attempt-problem";
import { explainFailure } from "@/lib/portals/explain-failure";
import { RANGES } from "@/lib/portals/look-up/date-range";
import { PORTAL_STATUSES, REVOKED_IN_DOUBT, STATUS_WORDS } from "@/lib/portals/status";
import { de } from "@/lib/say/de";
import { sayStored } from "@/lib/say/stored";
import { sayIn } from "@/lib/say/say";
import { refusalOf } from "@/lib/use-it/refusal";

/** Every text in a table, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const pick = <Row extends object>(rows: Row[], ...names: (keyof Row)[]) =>
  rows.flatMap((row) => names.map((name) => row[name]));

const KINDS =
  "dead_grant answer_lost app_credentials bad_code redirect_uri pkce scopes missing_scopes access_token wrong_token rate_limited moving unavailable unreachable malformed rejected still_active internal".split(
    " ",
  );
const STATUSES =
  "BAD_HUB BAD_CLIENT_ID BAD_CLIENT_SECRET EXPIRED_AUTH_CODE DAILY OTHER_HUB NO_ACCESS_TOKEN BODY_TOO_LARGE FOREIGN_APP INACTIVE_TOKEN GATED FORBIDDEN OBJECT_NOT_FOUND BAD_GRANT_TYPE USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED".split(
    " ",
  );

const TABLES: Record<string, unknown> = {
  events: AUDIT_ACTIONS,
  "roles, labels": ROLE_LABELS,
  "roles, meanings": ROLE_MEANINGS,
  failures: KINDS.flatMap((kind) =>
    ["", ...STATUSES].map((status) => explainFailure({ kind, status })),
  ),
  callbacks: ["state_missing", "other_browser", "not_allowed", "internal", "?"].map(
    callbackProblem,
  ),
  statuses: [STATUS_WORDS, REVOKED_IN_DOUBT],
  "what a program hears": [
    refusalOf("connected", true),
    ...PORTAL_STATUSES.map((one) => refusalOf(one, false)),
  ].map((one) => one?.todo),
  "bulk actions": BULK_TITLES,
  documents: SHELVES.map(({ title, documents }) => [title, pick(documents, "title", "about")]),
  journal: ["scopes", "forbidden", "credentials", "unreadable", "foreign_url", "passing", "?"].map(
    journalWords,
  ),
  "token renewal": POLICY_WORDS,
  "parts of HubSpot": SCOPE_PRODUCTS,
  secrets: GRACE_LABELS,
  "rows of imports": pick(Object.values(ROW_STATE_WORDS), "label", "meaning"),
  imports: pick(Object.values(JOB_WORDS), "label"),
  views: pick(BUILT_IN_VIEWS, "name"),
  columns: COLUMN_LABELS,
  ranges: Object.values(RANGES).map(({ label, presets }) => [label, pick(presets, "label")]),
};

describe("tables of words", () => {
  it.each(Object.entries(TABLES))("%s: each text can be said in every language", (_name, table) => {
    const texts = textsIn(table);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => !Object.hasOwn(de, text))).toEqual([]);
  });

  it("refusals stay English where nobody says otherwise", () => {
    const error = new AppError("last_owner");
    const english = "This is the last active owner. Make somebody else an owner first.";
    expect(messageOf(error)).toBe(english);
    expect(messageOf(error, sayIn("de"))).toBe(de[english]);
    const tired = new AppError("rate_limited", { details: { retryAfterSeconds: 61 } });
    expect(messageOf(tired)).toBe("Too many tries. Wait 2 minutes, then try again.");
    expect(messageOf(tired, sayIn("de"))).toMatch(/^Zu viele Versuche\. Warten Sie 2 Minuten/);
  });
});

describe("what was stored in English", () => {
  const inGerman = (text: string) => sayStored(text, sayIn("de"));

  it("stays as it is for who reads English", () => {
    expect(sayStored("The disk is full.")).toBe("The disk is full.");
  });

  it("is said sentence by sentence, with its values", () => {
    expect(inGerman("The disk is full.")).toBe(de["The disk is full."]);
    expect(inGerman("HubSpot did not answer. The revocation is pending and can be retried.")).toBe(
      `${de["HubSpot did not answer."]} ${de["The revocation is pending and can be retried."]}`,
    );
    expect(
      inGerman("Everything is sealed under k2. 3 that no loaded key opens stayed as they are."),
    ).toBe(
      "Alles ist unter k2 versiegelt. 3, die kein geladener Schlüssel öffnet, blieben, wie sie sind.",
    );
    expect(inGerman("Too many tries. Wait 1 minute, then try again.")).toMatch(
      /Warten Sie 1 Minute,/,
    );
    expect(inGerman("Something nobody knows. The disk is full.")).toBe(
      `Something nobody knows. ${de["The disk is full."]}`,
    );
  });
});
