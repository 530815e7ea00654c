import { describe, expect, it } from "vitest";
import { landingUrlProblem } from "@/lib/hubspot-apps/ways-in/landing-url";
import { startedByWords } from "@/lib/portals/connect/grant-source";
import { arrivalProblem, installProblem } from "@/lib/portals/connect/install-problem";
import { customerSay } from "@/lib/words/customer-words";

const say = customerSay("en");
const failed = (code: string, kind: string | null = null) =>
  installProblem({ state: "failed", failure: { code, kind, correlationId: null } }, say);

describe("a failed install in a customer's words", () => {
  const all = [
    ...["expired", "hubspot_error", "code_missing", "switched_off", "internal", "foreign_app"].map(
      (code) => failed(code),
    ),
    ...["app_credentials", "redirect_uri", "unreachable", "bad_code", "pkce", "new_kind"].map(
      (kind) => failed("hubspot", kind),
    ),
    installProblem({ state: "expired", failure: null }, say),
    ...["state_missing", "state_unknown", "other_browser", "busy", "internal", "constructor"].map(
      (reason) => arrivalProblem(reason, say),
    ),
  ];

  const unknown = installProblem({ state: "failed", failure: null }, say);

  it.each([...all, unknown])("$title", (words) => {
    // Nobody knows how that one ended, so it does not say.
    if (words === unknown) expect(words.why).not.toContain("Nothing was connected.");
    else expect(words.why).toContain("Nothing was connected.");
    expect(words.todo).toMatch(/^[A-Z].*\.$/);
    // A customer knows neither this console nor its inner words.
    expect(Object.values(words).join(" ")).not.toMatch(
      /Portico|console|grant|secret|redirect|token|state|undefined|_/i,
    );
  });

  it("tells an app that is set up wrongly from HubSpot being away", () => {
    expect(failed("hubspot", "app_credentials").title).toBe("The app is not set up correctly");
    expect(failed("hubspot", "unavailable").title).toBe("HubSpot did not answer");
    expect(installProblem({ state: "expired", failure: null }, say).title).toBe(
      "This took too long",
    );
  });
});

describe("the landing URL", () => {
  it.each(["https://www.example.com/welcome?x=1", "http://localhost:5000/", "https://a.example"])(
    "%s is fine",
    (value) => expect(landingUrlProblem(value)).toBeUndefined(),
  );

  it.each([
    "welcome",
    "//evil.example",
    "http://www.example.com/",
    "https://user:pass@example.com/",
    "javascript:alert(1)",
    "https://exa mple.com/",
    "ftp://example.com/",
    "data:text/html,x",
  ])("%s is refused with advice", (value) => {
    expect(landingUrlProblem(value)).toMatch(/^[A-Z].*\.$/);
  });
});

describe("who started it", () => {
  const ada = { name: "Ada", email: "ada@team.example" };
  it.each([
    ["console", ada, "Ada (ada@team.example)"],
    ["console", null, "Somebody who has left"],
    ["pasted", ada, "Ada (ada@team.example), with a pasted address"],
    ["import", ada, "Ada (ada@team.example), by an import"],
    ["install_link", null, "Installed through the install link"],
    ["marketplace", null, "Installed through the HubSpot Marketplace"],
  ] as const)("%s", (source, starter, words) => {
    expect(startedByWords(source, starter)).toBe(words);
  });
});
