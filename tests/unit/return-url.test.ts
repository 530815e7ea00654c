import { describe, expect, it } from "vitest";
import { marketplaceReturnUrl } from "@/lib/hubspot/return-url";

const HUBSPOT = "https://app.hubspot.com";
const SIMULATOR = "http://127.0.0.1:4010";

describe("HubSpot's page to go back to after a Marketplace install", () => {
  it.each([
    "https://app.hubspot.com/ecosystem/123/marketplace/apps?x=1",
    "https://app-eu1.hubspot.com/installed",
    "https://app-na2.hubspot.com/",
    "https://app.hubspot.com:443/x",
    `https://app.hubspot.com/${"a".repeat(2_000 - 24)}`,
  ])("%s is followed", (value) => {
    expect(marketplaceReturnUrl(value, HUBSPOT)?.toString()).toBe(new URL(value).toString());
  });

  it.each([
    undefined,
    "",
    "/portals",
    "//app.hubspot.com/x",
    "http://app.hubspot.com/x",
    "https://app.hubspot.com:8443/x",
    "https://app.hubspot.com.evil.example/x",
    "https://evil.example/?app.hubspot.com",
    "https://app.hubspot.com@evil.example/",
    "https://user:pass@app.hubspot.com/",
    "https://:pass@app.hubspot.com/",
    "https://appx.hubspot.com/",
    "https://evil-app.hubspot.com/",
    "https://app-.hubspot.com/",
    "https://appxhubspot.com/",
    "https://app.hubspotxcom/",
    "https://app-eu1.evil.hubspot.com/",
    "https://blog.hubspot.com/",
    "https://hubspot.com/",
    "javascript:alert(1)//app.hubspot.com",
    "http://127.0.0.1:4010/x",
    `https://app.hubspot.com/${"a".repeat(2_001 - 24)}`,
  ])("%s is not", (value) => {
    expect(marketplaceReturnUrl(value, HUBSPOT)).toBeUndefined();
  });

  it("an origin that is neither HubSpot's nor this machine's never counts, even as the consent page's", () => {
    const elsewhere = "https://hubspot-proxy.example";
    expect(marketplaceReturnUrl(`${elsewhere}/back`, elsewhere)).toBeUndefined();
  });

  it("the simulator's own origin counts while it stands in for HubSpot", () => {
    expect(marketplaceReturnUrl(`${SIMULATOR}/back`, SIMULATOR)?.pathname).toBe("/back");
    expect(marketplaceReturnUrl("http://127.0.0.1:4011/back", SIMULATOR)).toBeUndefined();
    expect(marketplaceReturnUrl("https://evil.example/", SIMULATOR)).toBeUndefined();
  });
});
