import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { httpStatusOf, messageOf } from "@/lib/error-copy";
import { AppError, isAppError, type AppErrorCode } from "@/lib/errors";
import { HubSpotError, isPassing, type HubSpotErrorKind } from "@/lib/hubspot/errors";
import { explainFailure } from "@/lib/portals/explain-failure";
import { toAppError } from "@/lib/portals/inspect/inspect";

/** The members of a union, read from its source: a type leaves nothing to ask at run time. */
function union<T extends string>(file: string, name: string): T[] {
  const text = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");
  const body = new RegExp(`export type ${name} =([^;]+);`).exec(text)?.[1] ?? "";
  return [...body.matchAll(/"(\w+)"/g)].map((match) => match[1] as T);
}

const codes = union<AppErrorCode>("lib/errors.ts", "AppErrorCode");
const kinds = union<HubSpotErrorKind>("lib/hubspot/errors.ts", "HubSpotErrorKind");

describe("every error code", () => {
  it("was found", () => {
    expect(codes.length).toBeGreaterThan(20);
    expect(kinds.length).toBeGreaterThan(10);
  });

  it.each(codes)("%s has a status and words that are no code and no stack", (code) => {
    const status = httpStatusOf(code);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    const words = messageOf(
      new AppError(code, { message: "internal detail", cause: new Error("secret") }),
    );
    expect(words).toMatch(/^[A-Z].*[.]$/s);
    expect(words).not.toMatch(/internal detail|secret detail|undefined|_/);
  });

  it("says how long to wait, and why a password is weak", () => {
    expect(
      messageOf(new AppError("rate_limited", { details: { retryAfterSeconds: 42 } })),
    ).toContain("42 seconds");
    expect(messageOf(new AppError("weak_password", { details: { reason: "Too short." } }))).toBe(
      "Too short.",
    );
  });

  it("is recognised", () => {
    const error = new AppError("conflict");
    expect([
      isAppError(error),
      isAppError(error, "conflict"),
      isAppError(error, "forbidden"),
      isAppError(new Error("conflict")),
    ]).toEqual([true, true, false, false]);
  });
});

describe("every kind of HubSpot failure", () => {
  it.each([...kinds, "internal", "still_active", "answer_lost"])(
    "%s is explained in four sentences",
    (kind) => {
      const { what, why, next, todo } = explainFailure({ kind });
      for (const words of [what, why, next, todo]) expect(words).toMatch(/^[A-Z].*\.$/);
      if (kind !== "rejected") expect(what).not.toBe(explainFailure({ kind: "rejected" }).what);
    },
  );

  it("unknown kinds read as an unknown refusal", () => {
    for (const kind of ["", "new_kind"])
      expect(explainFailure({ kind })).toEqual(explainFailure({ kind: "rejected" }));
  });

  it.each(kinds)("%s becomes an error of ours; passing ones are unavailability", (kind) => {
    const error = toAppError(new HubSpotError({ kind, correlationId: "c-1", status: "S" }));
    expect(error.details).toEqual({ correlationId: "c-1", hubspotStatus: "S" });
    expect(error.code === "hubspot_unavailable").toBe(isPassing(kind));
    expect(error.code === "grant_dead").toBe(kind === "dead_grant");
  });
});
