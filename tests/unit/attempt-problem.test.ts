import { describe, expect, it } from "vitest";
import { attemptProblem } from "@/lib/portals/connect/attempt-problem";
import type { AttemptView } from "@/lib/portals/connect/attempts";

const wordsOf = (kind: string, status?: string) =>
  attemptProblem({ state: "failed", failure: { code: "hubspot", kind, status } } as AttemptView);

describe("why a connection failed at HubSpot", () => {
  it.each(["rate_limited", "malformed", "unreachable", "unavailable"])(
    "%s: nothing tries again by itself, so a person is told to",
    (kind) => {
      expect(wordsOf(kind).todo).toBe("Start again in a moment.");
    },
  );

  it("what does not pass has its own advice", () => {
    expect(wordsOf("app_credentials").todo).toMatch(/replace the secret/);
  });

  it("quotes a name of HubSpot's, and not the word that stands for none", () => {
    expect(wordsOf("rejected", "BAD_SOMETHING").why).toContain("HubSpot said: BAD_SOMETHING.");
    expect(wordsOf("rejected", "error").why).not.toContain("HubSpot said");
  });
});
