import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AskedFor } from "@/app/install/[slug]/asked-for";
import { customerSay } from "@/lib/words/customer-words";

const text = (requiredScopes: string[], optionalScopes: string[] = []) =>
  renderToStaticMarkup(
    createElement(AskedFor, {
      app: "Acme Sync",
      requiredScopes,
      optionalScopes,
      locale: "en",
      say: customerSay("en"),
    }),
  ).replace(/<[^>]*>/g, " ");

describe("what a customer reads before they install", () => {
  it("an app that asks for oauth alone only learns who installed it, in words", () => {
    expect(text(["oauth"]).trim()).toBe("Acme Sync only learns who installed it.");
  });

  it("does not say only where more is asked for if the account has it", () => {
    const words = text(["oauth"], ["crm.objects.deals.read"]);
    expect(words).toContain("Acme Sync learns who installed it.");
    expect(words).not.toContain("only");
    expect(words).toContain("If your account has it, also");
    expect(words).toContain("crm.objects.deals.read");
  });

  it("names every scope where there are more, with what it means", () => {
    const words = text(["oauth", "crm.objects.contacts.read"]);
    expect(words).toContain("Acme Sync asks for");
    expect(words).toContain("crm.objects.contacts.read");
    expect(words).toContain("oauth");
    expect(words).not.toContain("learns who installed it");
  });
});
