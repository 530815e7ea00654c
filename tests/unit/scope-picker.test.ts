import { describe, expect, it } from "vitest";
import { catalogueScopes } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { moveScope, scopeChanges, splitScopes } from "@/lib/hubspot-apps/scopes/scope-lists";
import { SCOPE_PRODUCTS, scopeProduct } from "@/lib/hubspot-apps/scopes/scope-products";
import { parseScopes } from "@/lib/hubspot/scopes";

const LISTS = { required: ["oauth", "content"], conditional: ["files"], optional: ["tickets"] };

describe("the scope picker", () => {
  it("finds every scope of the catalogue under a part of HubSpot, and every part has some", () => {
    const products = catalogueScopes().map(({ name }) => scopeProduct(name));
    expect(products.filter((product) => product === "Other")).toEqual([]);
    expect([...new Set(products)].sort()).toEqual(
      SCOPE_PRODUCTS.filter((product) => product !== "Other").sort(),
    );
    expect(scopeProduct("made.up.scope")).toBe("Other");
  });

  it.each([
    ["crm.objects.contacts.read", "CRM records"],
    ["crm.objects.contacts.highly_sensitive.read.v2", "Sensitive data"],
    ["crm.schemas.contacts.read", "CRM properties and pipelines"],
    ["crm.objects.line_items.read", "Commerce"],
    ["crm.lists.read", "CRM tools"],
    ["tickets", "Conversations and service"],
    ["settings.users.read", "Account and users"],
  ])("puts %s under %s", (name, product) => {
    expect(scopeProduct(name)).toBe(product);
  });

  it("reads a pasted list as the server does", () => {
    for (const text of ["a,b;c%20d\ne+f", '["a", "b"]', "a a  b", ""])
      expect(splitScopes(text)).toEqual(parseScopes(text).scopes);
  });

  it("keeps each scope in one list", () => {
    expect(moveScope(LISTS, "files", "required")).toEqual({
      required: ["oauth", "content", "files"],
      conditional: [],
      optional: ["tickets"],
    });
    expect(moveScope(LISTS, "content", undefined).required).toEqual(["oauth"]);
    expect(moveScope(LISTS, "tickets", "optional")).toEqual(LISTS);
  });

  it("says what differs, scope by scope", () => {
    const after = { required: ["oauth", "files"], conditional: [], optional: ["tickets", "new"] };
    expect(scopeChanges(LISTS, after)).toEqual([
      { name: "content", from: "required", to: undefined },
      { name: "files", from: "conditional", to: "required" },
      { name: "new", from: undefined, to: "optional" },
    ]);
    expect(scopeChanges(LISTS, LISTS)).toEqual([]);
  });
});
