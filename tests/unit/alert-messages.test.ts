import { describe, expect, it } from "vitest";
import { compose } from "@/lib/alerts/compose";
import { mailHtml, mailText, slackBody } from "@/lib/alerts/message-forms";
import { afterQuietHours } from "@/lib/alerts/message-time";
import type { AlertPayload } from "@/lib/alerts/payload";
import { isPublic } from "@/lib/alerts/receiver-address";

const event = (type: string, n = 1): AlertPayload => ({
  type,
  timestamp: "2026-11-26T10:00:00.000Z",
  data: {
    summary: `Something: <b>acme</b>-${n}.example`,
    meaning: "It means something.",
    todo: "Do something.",
    url: `https://portico.example.com/portals/${n}`,
  },
});

describe("a message of many events", () => {
  const many = compose([
    ...Array.from({ length: 10_000 }, (_, n) => event("portal.needs_reconnect", n)),
    event("portal.recovered"),
  ]);

  it("names ten of a kind and counts the rest", () => {
    expect(many.title).toBe("10001 events: 10000 × portal needs a reconnect, portal recovered");
    expect(many.sections[0]).toMatchObject({ more: 9_990, items: { length: 10 } });
  });

  it("is as large as Slack takes it", () => {
    const body = JSON.parse(slackBody(many)) as { blocks: { text: { text: string } }[] };
    for (const { text } of body.blocks) expect(text.text.length).toBeLessThanOrEqual(3_000);
  });

  it("holds names as text and not as markup", () => {
    const one = compose([event("portal.recovered")]);
    expect(mailHtml(one, "https://portico.example.com")).not.toContain("<b>acme");
    expect(mailText(one, "https://portico.example.com")).toContain("<b>acme</b>-1.example");
    expect(slackBody(one)).toContain("&lt;b&gt;acme");
  });
});

describe("quiet hours", () => {
  const target = (quietFrom: number | null, quietTo: number | null, timeZone = "UTC") => ({
    ...{ quietFrom, quietTo, timeZone },
    lastMessageAt: null,
  });
  it.each([
    ["none", target(null, null), "2026-11-26T23:00:00.000Z", "2026-11-26T23:00:00.000Z"],
    ["before midnight", target(1_320, 420), "2026-11-26T23:10:30.000Z", "2026-11-27T07:00:00.000Z"],
    ["after midnight", target(1_320, 420), "2026-11-27T06:59:00.000Z", "2026-11-27T07:00:00.000Z"],
    ["at their end", target(1_320, 420), "2026-11-27T07:00:00.000Z", "2026-11-27T07:00:00.000Z"],
    ["by day", target(600, 660), "2026-11-27T10:30:00.000Z", "2026-11-27T11:00:00.000Z"],
    [
      "in another zone",
      target(1_320, 420, "America/New_York"),
      "2026-11-27T03:30:00.000Z",
      "2026-11-27T12:00:00.000Z",
    ],
  ])("%s", (_name, when, at, expected) => {
    expect(afterQuietHours(when, new Date(at)).toISOString()).toBe(expected);
  });
});

describe("public addresses", () => {
  it.each([
    ["93.184.215.14", true],
    ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
    ["127.0.0.1", false],
    ["10.0.0.1", false],
    ["172.16.5.4", false],
    ["192.168.1.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["224.0.0.1", false],
    ["255.255.255.255", false],
    ["::1", false],
    ["::", false],
    ["fe80::1", false],
    ["fd00:ec2::254", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:a9fe:a9fe", false],
    ["64:ff9b::7f00:1", false],
    ["not an address", false],
  ])("%s: %s", (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });
});
