import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { HealthSection } from "@/app/(console)/portals/[portalId]/health-section";
import { Completed } from "@/app/(console)/portals/connect/[attemptId]/completed";
import type { AttemptView } from "@/lib/portals/connect/attempts";
import type { PortalView } from "@/lib/portals/look-up/get";
import { summarizePortal } from "@/lib/portals/look-up/summary";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const NOW = new Date("2026-11-25T12:00:00Z");
const clock = { now: NOW.toISOString(), timeZone: "UTC" };

const portal = (facts: Partial<PortalView>) =>
  ({
    label: "customer.example",
    hubId: "5",
    app: { name: "An app" },
    status: "connected",
    statusSince: NOW,
    current: null,
    lastRefreshAt: NOW,
    accessTokenExpiresAt: NOW,
    nextRefreshAt: null,
    isOutcomeUnknown: true,
    outcomeUnknownSince: NOW,
    consecutiveFailures: 0,
    lastError: null,
    ...facts,
  }) as PortalView;

const page = (facts: Partial<PortalView>) =>
  renderToStaticMarkup(createElement(HealthSection, { portal: portal(facts), ...clock }));
const error = (kind: string) =>
  ({ at: NOW, kind, status: null, httpStatus: 504, correlationId: "corr-7" }) as const;

describe("a portal whose last refresh nobody knows the outcome of", () => {
  it("is shown as that, and never as well or refreshed", () => {
    const shown = page({});
    expect(shown).toContain("What became of the last refresh is not known");
    expect(shown).toContain("This server stopped, or the connection broke.");
    expect(shown).toContain("asks again at once");
    expect(shown).not.toMatch(/kept fresh|was refreshed|unchanged|Nothing is lost/);
  });

  it("says what came instead of an answer, and when HubSpot is asked next", () => {
    const nextRefreshAt = new Date(NOW.getTime() + 600_000);
    const shown = page({ status: "degraded", lastError: error("unavailable"), nextRefreshAt });
    expect(shown).toContain("HubSpot had a problem of its own.");
    expect(shown).not.toContain("at once");
    expect(shown).toContain("corr-7");
  });

  it("waits behind an app that HubSpot refuses: that is what somebody has to see to", () => {
    const shown = page({ status: "app_error", lastError: error("app_credentials") });
    expect(shown).not.toContain("is not known");
    expect(shown).toContain("client ID or secret");
  });

  it("says so in the summary for a ticket too", () => {
    expect(summarizePortal(portal({}), NOW, "UTC")).toContain(
      "What became of a refresh is not known",
    );
    expect(summarizePortal(portal({ isOutcomeUnknown: false }), NOW, "UTC")).not.toContain(
      "not known",
    );
  });
});

describe("the result of an attempt", () => {
  const attempt = (isHeldBack: boolean) =>
    ({
      app: { id: "a", slug: "an-app", name: "An app" },
      source: "install_link",
      starter: null,
      wasReconnect: true,
      portal: {
        id: "p",
        label: "customer.example",
        hubId: "5",
        installerEmail: null,
        installerUserId: "12",
        accessTokenExpiresAt: null,
        isAsking: false,
        isHeldBack,
        scopes: { granted: [], missing: [], extra: [] },
      },
    }) as unknown as AttemptView;
  const shown = (isHeldBack: boolean) =>
    renderToStaticMarkup(createElement(Completed, { attempt: attempt(isHeldBack), ...clock }));

  it("does not call a grant current that is held back", () => {
    expect(shown(true)).toContain("is held back");
    expect(shown(true)).not.toMatch(/is the current one|is reconnected/);
    expect(shown(false)).toContain("customer.example is reconnected");
  });
});
