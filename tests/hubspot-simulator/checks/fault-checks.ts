import { describe, expect, it } from "vitest";
import { ANSWER_NAMES } from "../answer-names";
import type { SimFaultInput } from "../types";
import { useSimulator } from "./harness";

const match = { path: "/oauth/2026-03/token", grantType: "refresh_token" };

export function describeFaults(): void {
  describe("faults", () => {
    const sim = useSimulator();

    it("canned answers replace the work", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      const { id } = await control.addFault({
        match,
        status: 429,
        headers: { "Retry-After": "7" },
        body: { status: "error", message: "You have reached your rate limit." },
      });
      const answer = await api.refresh(refresh);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
      expect(answer.body["message"]).toBe("You have reached your rate limit.");
      expect((await control.state()).counters.refreshes).toBe(0);
      expect((await control.requests({ path: "/token" })).at(-1)).toMatchObject({
        status: 429,
        faultId: id,
      });
      expect((await api.refresh(refresh)).status).toBe(200);
      await control.addFault({ match, status: 502, body: "<h1>Bad gateway</h1>" });
      const html = await api.refresh(refresh);
      expect(html.headers.get("content-type")).toContain("text/html");
    });

    it.each<[string, SimFaultInput, number, boolean]>([
      ["reset before the work", { match, reset: true }, 0, true],
      ["dropped after the work", { match, applyThenReset: true }, 1, true],
      ["cut in the middle of the body", { match, resetMidBody: true }, 1, true],
      ["truncated JSON", { match, truncateJson: true }, 1, false],
      ["wrong content type", { match, contentType: "text/html" }, 1, false],
      ["late", { match, delayMs: 20 }, 1, false],
      ["done at once and answered late", { match, answerDelayMs: 20 }, 1, false],
    ])("%s", async (_name, fault, refreshes, dropped) => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      const { id } = await control.addFault(fault);
      const outcome = await api.refresh(refresh).catch(() => "dropped" as const);
      expect(outcome === "dropped").toBe(dropped);
      if (outcome !== "dropped" && fault.truncateJson) {
        expect(() => JSON.parse(outcome.text) as unknown).toThrow(SyntaxError);
      }
      if (outcome !== "dropped" && fault.contentType) {
        expect(outcome.headers.get("content-type")).toBe("text/html");
      }
      expect((await control.state()).counters.refreshes).toBe(refreshes);
      expect((await control.requests()).at(-1)?.faultId).toBe(id);
      expect((await api.refresh(refresh)).status).toBe(200);
    });

    it("gives every answer HubSpot is known to give, by name, and does not do the work", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      const seen: [string, number][] = [];
      for (const answer of ANSWER_NAMES) {
        await control.addFault({ match, answer });
        const { status, body, headers } = await api.refresh(refresh);
        seen.push([answer, status]);
        if (answer.startsWith("BAD_") && answer !== "BAD_GATEWAY") {
          expect(body).toMatchObject({ status: answer, error: expect.stringMatching(/^[a-z_]+$/) });
        }
        if (answer === "MOVING") expect(headers.get("retry-after")).toBe("21600");
      }
      expect((await control.state()).counters.refreshes).toBe(0);
      const by = (wanted: number) => seen.filter(([, status]) => status === wanted).length;
      expect([400, 401, 403, 429, 477].map(by)).toEqual([12, 3, 3, 3, 1]);
      expect(seen.filter(([, status]) => status < 400)).toEqual([]);
    });

    it("a named answer in the forms of before 2026 and of bare RFC 6749", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      const answer = "BAD_HUB";
      await control.addFault({ match, answer, omit: ["error", "error_description"] });
      expect(Object.keys((await api.refresh(refresh)).body)).toEqual([
        "status",
        "message",
        "correlationId",
      ]);
      await control.addFault({ match, answer, omit: ["status", "message", "correlationId"] });
      expect((await api.refresh(refresh)).body).toEqual({
        error: "access_denied",
        error_description: "missing or unknown hub id",
      });
      await expect(control.addFault({ match, answer: "NOBODY" as never })).rejects.toThrow("400");
    });

    it("rotates and loses the reply: the old token is dead, the new one unknown to the client", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      await control.addFault({ match, rotate: true, applyThenReset: true });
      await expect(api.refresh(refresh)).rejects.toThrow();
      expect((await api.refresh(refresh)).body["status"]).toBe("BAD_REFRESH_TOKEN");
      const { refreshTokens, counters } = await control.state();
      expect(refreshTokens.map((entry) => entry.alive)).toEqual([false, true]);
      expect(counters.reusedRotatedTokens).toBe(1);
    });

    it("leaves fields out and sends scopes as a string", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      await control.addFault({ match, omit: ["refresh_token"], scopesAsString: true });
      const { body } = await api.refresh(refresh);
      expect(body).not.toHaveProperty("refresh_token");
      expect(body["scopes"]).toBe("oauth crm.objects.contacts.read");
      await control.setSettings({ omitFields: ["hub_id"] });
      expect((await api.refresh(refresh)).body).not.toHaveProperty("hub_id");
      expect((await api.introspect(refresh)).body).not.toHaveProperty("hub_id");
    });

    it("never answers while hanging, and notices overlapping refreshes", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      await control.addFault({ match, hang: true });
      const abort = new AbortController();
      const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refresh });
      const init = { body, signal: abort.signal };
      const hung = api.call("POST", "/oauth/2026-03/token", init).catch(() => "aborted" as const);
      await expect
        .poll(async () => (await control.requests()).at(-1), { timeout: 10_000 })
        .toMatchObject({ outcome: "hung", status: null });
      expect((await api.refresh(refresh)).status).toBe(200);
      abort.abort();
      expect(await hung).toBe("aborted");
      expect((await control.state()).counters.overlappingRefreshes).toBe(1);
    });

    it.each<[string, SimFaultInput["match"], boolean]>([
      ["substring", { path: "/token" }, true],
      ["other substring", { path: "/introspect" }, false],
      ["pattern", { path: "/^.oauth.(v3|2026-03).token$/" }, true],
      ["other pattern", { path: "/^token/" }, false],
      ["method", { method: "post" }, true],
      ["other method", { method: "GET" }, false],
      ["account", { hubId: 62515 }, true],
      ["other account", { hubId: 62516 }, false],
      ["other client", { clientId: "nobody" }, false],
      ["other grant", { grantType: "authorization_code" }, false],
    ])("matches by %s", async (_name, wanted, applies) => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      await control.addFault({ match: wanted, times: 0, status: 503 });
      for (let n = 0; n < 2; n += 1) {
        expect((await api.refresh(refresh)).status).toBe(applies ? 503 : 200);
      }
    });

    it("lists, removes and clears", async () => {
      const { control } = sim();
      const { id } = await control.addFault({ match, times: 2, status: 500 });
      await control.addFault({ match, reset: true });
      expect((await control.faults()).map((fault) => fault.times)).toEqual([2, 1]);
      await control.removeFault(id);
      await expect(control.removeFault(id)).rejects.toThrow("404");
      expect(await control.faults()).toHaveLength(1);
      await control.clearFaults();
      expect(await control.faults()).toEqual([]);
      await expect(control.addFault({ match })).rejects.toThrow("at least one effect");
      await expect(control.addFault({ match: { path: "/(/" }, reset: true })).rejects.toThrow(
        "400",
      );
    });
  });
}
