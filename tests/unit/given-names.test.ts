import { describe, expect, it } from "vitest";
import { addRecipientInput, addWebhookInput } from "@/lib/alerts/schemas";
import { createApiKeyInput } from "@/lib/api-keys/schemas";
import { backupHeader } from "@/lib/backup/format";
import { printable } from "@/bin/commands/printable";

const url = "https://hooks.example.com/portico";
const eventTypes = ["portal.degraded"];
const key = { expiresInDays: "30", permissions: ["tokens:read"], appIds: [] };
const slack = { kind: "slack", address: url, eventTypes, quietFrom: "", quietTo: "" };

const takes: Record<string, (name: string) => boolean> = {
  "of an API key": (name) => createApiKeyInput.safeParse({ ...key, name }).success,
  "of a webhook": (name) => addWebhookInput.safeParse({ url, eventTypes, name }).success,
  "of a recipient": (name) => addRecipientInput.safeParse({ ...slack, name }).success,
};
const STEERING = [
  "\u001b[2J",
  "\u001b]0;title\u0007",
  "a\nptc_0000  good",
  "\u009b31m",
  "\u202egnp",
];

describe("a name", () => {
  it.each(Object.keys(takes))("%s neither steers a terminal nor begins a line", (whose) => {
    expect(takes[whose]?.("Contact sync – Zürich 🚀")).toBe(true);
    for (const text of STEERING) expect(takes[whose]?.(`a${text}b`)).toBe(false);
  });

  it("that an earlier release took is harmless where a command prints it", () => {
    for (const text of STEERING) expect(printable(`a${text}b`)).not.toMatch(/[\p{C}\u2028]/u);
    expect(printable("Contact sync – Zürich")).toBe("Contact sync – Zürich");
  });

  it("in the header of a backup is one, whoever wrote the file", () => {
    const header = { format: 1, at: "2026-11-28T12:00:00.000Z", migrations: [], keyIds: [] };
    const takes = (more: object) => backupHeader.safeParse({ ...header, ...more }).success;
    expect(
      takes({ version: "0.1.0", migrations: ["20261128093336_audit_age"], keyIds: ["k1"] }),
    ).toBe(true);
    for (const version of ["0.1.0", "1.0.0-rc.1+build.5"]) expect(takes({ version })).toBe(true);
    for (const text of STEERING) {
      expect(takes({ version: `0.1.0${text}` })).toBe(false);
      expect(takes({ version: "0.1.0", at: `${header.at}${text}` })).toBe(false);
      expect(takes({ version: "0.1.0", migrations: [`a${text}`] })).toBe(false);
      expect(takes({ version: "0.1.0", keyIds: [`a${text}`] })).toBe(false);
    }
  });
});
