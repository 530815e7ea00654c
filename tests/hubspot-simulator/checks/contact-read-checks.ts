import { describe, expect, it } from "vitest";
import { useSimulator } from "./harness";
import { CONTACTS, emailsOf, idsOf, makeContacts } from "./contact-calls";

const WHEN = "2026-01-15T09:00:00.000Z";

export function describeContactReads(): void {
  describe("contacts are read", () => {
    const sim = useSimulator();

    it("page by page, by the cursor of the page before", async () => {
      const { api, control } = sim();
      const { access } = await api.connect();
      await makeContacts(control, 62515, 25);
      const pages: number[] = [];
      const ids: string[] = [];
      for (let path: string | null = CONTACTS; path;) {
        const { body } = await api.bearer("GET", path, access);
        ids.push(...idsOf(body));
        pages.push(idsOf(body).length);
        const next = (body["paging"] as { next: { after: string; link: string } } | undefined)
          ?.next;
        expect(next === undefined || next.link.includes(`after=${next.after}`)).toBe(true);
        path = next ? `${CONTACTS}?after=${next.after}` : null;
      }
      expect(pages).toEqual([10, 10, 8]);
      expect(ids).toEqual(Array.from({ length: 28 }, (_, n) => String(101 + n)));
    });

    it.each(["v3/objects", "objects/2026-03", "objects/2026-09"])("as %s", async (version) => {
      const { api } = sim();
      const { access } = await api.connect();
      const path = `/crm/${version}/contacts`;
      const first = await api.bearer("GET", `${path}?limit=2`, access);
      expect(first.body["paging"]).toMatchObject({ next: { after: "103" } });
      const rest = await api.bearer("GET", `${path}?after=103`, access);
      expect(rest.body).toEqual({
        results: [
          {
            id: "103",
            properties: {
              createdate: WHEN,
              email: "edsger@customer.example",
              firstname: "Edsger",
              hs_object_id: "103",
              lastmodifieddate: WHEN,
              lastname: "Dijkstra",
            },
            createdAt: WHEN,
            updatedAt: WHEN,
            archived: false,
          },
        ],
      });
      expect(rest.headers.get("x-hubspot-ratelimit-remaining")).toBe("108");
    });

    it("with the properties asked for: null without a value, left out where not defined", async () => {
      const { api, control } = sim();
      const { access } = await api.connect();
      await control.putContacts(62515, [{ id: "101", properties: { tier: "gold" } }]);
      const { body } = await api.bearer("GET", `${CONTACTS}/102?properties=phone,tier,nix`, access);
      const kept = { createdate: WHEN, hs_object_id: "102", lastmodifieddate: WHEN };
      expect(body["properties"]).toEqual({ ...kept, phone: null, tier: null });
    });

    it("one by one, by id or by address; archived ones where they are asked for", async () => {
      const { api, control } = sim();
      const { access } = await api.connect();
      await control.putContacts(62515, [{ id: "102", archived: true }]);
      const status = async (rest: string) =>
        (await api.bearer("GET", `${CONTACTS}/${rest}`, access)).status;
      expect(await status("101")).toBe(200);
      expect(await status("GRACE%40customer.example?idProperty=email")).toBe(200);
      expect(await status("grace%40customer.example")).toBe(404);
      expect(await status("101?idProperty=firstname")).toBe(400);
      expect(await status("102")).toBe(404);
      expect(await status("102?archived=true")).toBe(200);
      const missing = await api.bearer("GET", `${CONTACTS}/999`, access);
      expect(missing.body).toMatchObject({ status: "error", category: "OBJECT_NOT_FOUND" });
      const { body } = await api.bearer("GET", `${CONTACTS}?archived=true`, access);
      expect(body).toMatchObject({ results: [{ id: "102", archived: true }] });
      expect(body["results"]).toMatchObject([{ archivedAt: expect.stringMatching(/Z$/) }]);
    });

    it("with a query that HubSpot takes", async () => {
      const { api } = sim();
      const { access } = await api.connect();
      for (const query of [
        "limit=0",
        "limit=101",
        "limit=x",
        "after=x",
        "after=",
        "archived=maybe",
      ]) {
        const refused = await api.bearer("GET", `${CONTACTS}?${query}`, access);
        expect([query, refused.status]).toEqual([query, 400]);
        expect(refused.body).toMatchObject({ status: "error", category: "VALIDATION_ERROR" });
      }
    });

    it("in batches of up to 100, and 207 names those that are missing", async () => {
      const { api } = sim();
      const { access } = await api.connect();
      const read = (body: unknown) => api.sendJson("POST", `${CONTACTS}/batch/read`, access, body);
      const inputs = [{ id: "101" }, { id: "103" }];
      const whole = await read({ inputs, properties: ["email"], propertiesWithHistory: [] });
      expect(whole).toMatchObject({ status: 200, body: { status: "COMPLETE" } });
      expect(idsOf(whole.body)).toEqual(["101", "103"]);
      const emails = [{ id: "alan@customer.example" }, { id: "nobody@customer.example" }];
      const part = await read({ inputs: emails, properties: ["email"], idProperty: "email" });
      expect(part).toMatchObject({
        status: 207,
        body: { numErrors: 1, errors: [{ context: { ids: ["nobody@customer.example"] } }] },
      });
      expect(emailsOf(part.body)).toEqual(["alan@customer.example"]);
      const many = Array.from({ length: 101 }, (_, n) => ({ id: String(n) }));
      expect((await read({ inputs: many, properties: [] })).status).toBe(400);
    });

    it("by the account that granted them alone", async () => {
      const { api } = sim();
      const { access } = await api.connect(62516);
      expect(idsOf((await api.bearer("GET", CONTACTS, access)).body)).toEqual(["201"]);
      expect((await api.bearer("GET", `${CONTACTS}/101`, access)).status).toBe(404);
    });
  });
}
