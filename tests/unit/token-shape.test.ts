import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainToken } from "@/lib/portals/inspect/explain-token";
import { shapeOf, tidyToken } from "@/lib/portals/inspect/token-shape";
import { anyText } from "../support/arbitraries";
import { sayIn } from "@/lib/say/say";

const UUID = "0b8f5a3e-1c2d-4e5f-8a9b-0c1d2e3f4a5b";

describe("the shape of a pasted token", () => {
  it.each([
    [`na1-${UUID}`, "refresh_token"],
    [`eu1-${UUID}`, "refresh_token"],
    [UUID, "refresh_token"],
    ["CPvQ2c3fMRIHAAEAQAAAARiA", "access_token"],
    ["anything-else", "access_token"],
  ])("%s is asked for first as a %s", (token, first) => {
    expect(shapeOf(token)).toEqual({ kind: "token", first });
  });

  it.each([
    [`pat-na1-${UUID}`, "private_app"],
    [`https://console.example/oauth/callback?code=na1-${UUID}&state=x`, "code_url"],
    [`?code=na1-${UUID}`, "code_url"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "jwt"],
    ["ptc_abcdef", "portico"],
    ["p1.k1.AAAA.BBBB", "portico"],
  ])("%s is no OAuth token", (token, kind) => {
    expect(shapeOf(token)).toEqual({ kind });
  });

  it.each([
    ["  CPvQ \n", "CPvQ"],
    ["Bearer CPvQ", "CPvQ"],
    ["Authorization: Bearer CPvQ", "CPvQ"],
    ['"refresh_token": "na1-x",', "na1-x"],
    ["access_token=CPvQ", "CPvQ"],
    ["'CPvQ'", "CPvQ"],
  ])("%j is tidied to %j", (pasted, token) => {
    expect(tidyToken(pasted)).toBe(token);
  });

  it("reads any text without failing, and tidies only once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tidy = tidyToken(text);
        expect(shapeOf(tidy).kind).toBeTypeOf("string");
        expect(text).toContain(tidy);
      }),
    );
  });
});

describe("the words for a finding", () => {
  const about = { appName: "Crm Sync", ours: null };

  it("explain the 20 000 days only where an access token was meant", () => {
    expect(explainToken("inactive_access", about, sayIn("en")).lines.join(" ")).toContain(
      "20000 day(s) ago",
    );
    expect(explainToken("inactive_refresh", about, sayIn("en")).lines.join(" ")).not.toContain(
      "20000",
    );
  });

  it("name the app of ours that a token belongs to", () => {
    const ours = { appName: "Other", label: "acme.example", isCurrent: true };
    const { lines } = explainToken("inactive_refresh", { ...about, ours }, sayIn("en"));
    expect(lines[0]).toContain("issued to Other");
    expect(lines.at(-1)).toContain("acme.example");
  });

  it("say of every wrong kind that it was not sent", () => {
    for (const kind of ["private_app", "code_url", "jwt", "portico", "client_id"] as const)
      expect(explainToken(kind, about, sayIn("en")).lines.at(-1)).toContain("not sent");
    expect(explainToken("client_secret", about, sayIn("en"))).toMatchObject({ tone: "danger" });
  });
});
