import { describe, expect, it } from "vitest";
import { collapseRuns } from "@/app/(console)/collapse-runs";
import type { ActivityItem } from "@/lib/audit/query";

const event = (seq: number, target: string, action = "portal.refresh_failed", outcome = "failed") =>
  ({
    seq: String(seq),
    action,
    outcome,
    actor: "Portico",
    target,
    portalId: target,
  }) as ActivityItem;

describe("what happened again and again", () => {
  it("is one line in the place of the latest, whoever else failed in between", () => {
    const runs = collapseRuns(
      [event(9, "contoso"), event(8, "acme"), event(7, "contoso"), event(6, "contoso")],
      8,
    );
    expect(runs.map(({ latest, times }) => [latest.seq, times])).toEqual([
      ["9", 3],
      ["8", 1],
    ]);
  });

  it("is told apart by kind, outcome and target, up to a limit", () => {
    const items = [
      event(5, "acme", "portal.tested", "ok"),
      event(4, "acme", "portal.tested", "failed"),
      event(3, "acme"),
      event(2, "contoso"),
    ];
    expect(collapseRuns(items, 8)).toHaveLength(4);
    expect(collapseRuns(items, 2).map(({ latest }) => latest.seq)).toEqual(["5", "4"]);
  });
});
