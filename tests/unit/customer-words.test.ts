import { describe, expect, it } from "vitest";
import { customerWords } from "@/lib/portals/look-up/customer-words";
import { PORTAL_STATUSES, type PortalStatus } from "@/lib/portals/status";

const portal = (status: PortalStatus, more: object = {}) => ({
  status,
  label: "acme.example",
  app: { name: "Acme Sync" },
  isRevocationPending: false,
  isUninstallPending: false,
  isOutcomeUnknown: false,
  ...more,
});

describe("what to tell the customer", () => {
  it.each(PORTAL_STATUSES)("is whole sentences that name account and app: %s", (status) => {
    const words = customerWords(portal(status));
    expect(words).toMatch(/^[A-Z].*\.$/);
    expect(words).toContain("acme.example");
    expect(words).toContain("Acme Sync");
    expect(words, "words of the trade").not.toMatch(
      /token|grant|refresh|Portico|credential|secret/i,
    );
  });

  it("asks something of the customer only where they can mend it", () => {
    const asks = PORTAL_STATUSES.filter(
      (status) => !customerWords(portal(status)).includes("You do not have to do anything"),
    );
    const noFault = customerWords(portal("app_error"));
    expect(noFault).toContain("you do not have to do anything");
    expect(asks.filter((status) => status !== "app_error")).toEqual([
      "needs_reconnect",
      "revoked",
      "uninstalled",
    ]);
  });

  it("does not call well what is being ended or checked", () => {
    const ending = { isRevocationPending: true };
    expect(customerWords(portal("connected", ending))).toContain("We are ending");
    expect(customerWords(portal("connected", { isUninstallPending: true }))).toContain("ending");
    expect(customerWords(portal("connected", { isOutcomeUnknown: true }))).toContain("checking");
  });
});
