import { describe, expect, it } from "vitest";
import { capLevel, capWarning } from "@/lib/hubspot-apps/ways-in/install-caps";
import { reconsentMessage } from "@/lib/hubspot-apps/scopes/reconsent-message";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";
import { sayIn } from "@/lib/say/say";

describe("the install cap", () => {
  it.each([
    [10, 7, "fine"],
    [10, 8, "near"],
    [25, 19, "fine"],
    [25, 20, "near"],
    [100, 99, "near"],
    [100, 100, "full"],
    [10, 12, "full"],
  ] as const)("of %i with %i used is %s", (cap, installed, level) => {
    expect(capLevel({ cap, installed })).toBe(level);
  });

  it("warns in words, and only when it is near", () => {
    expect(capWarning({ cap: 10, installed: 7 }, sayIn("en"))).toBeNull();
    expect(capWarning({ cap: 10, installed: 9 }, sayIn("en"))?.text).toContain("One more account");
    expect(capWarning({ cap: 10, installed: 10 }, sayIn("en"))?.title).toContain("All 10 installs");
  });
});

describe("portals left behind by a list of scopes", () => {
  const sets = [
    { scopes: ["oauth", "a", "b"], portals: 5 },
    { scopes: ["oauth", "a"], portals: 3 },
    { scopes: ["oauth"], portals: 2 },
  ];
  it.each([
    [["oauth"], 0],
    [["oauth", "a"], 2],
    [["b", "oauth"], 5],
    [["new"], 10],
    [[], 0],
  ])("%j leaves %i", (required, behind) => {
    expect(portalsBehind(sets, required)).toBe(behind);
  });
});

describe("the message to the customer", () => {
  const portal = { label: "acme.example", hubId: "62515" };
  const missing = [
    { name: "crm.objects.deals.read", meaning: "Read deals" },
    { name: "odd.scope" },
  ];

  it("names app, account, scopes in words, and the link", () => {
    const link = "https://console.example/install/crm-sync";
    const text = reconsentMessage({ appName: "Crm Sync", portal, missing, link });
    for (const part of ["Crm Sync", "62515", "acme.example", link, "- odd.scope"])
      expect(text).toContain(part);
    expect(text).toContain("Read deals (crm.objects.deals.read)");
  });

  it("asks for a moment together when there is no link a customer could use", () => {
    const text = reconsentMessage({ appName: "Crm Sync", portal, missing, link: null });
    expect(text).not.toMatch(/https?:/);
    expect(text).toContain("do this together");
  });
});
