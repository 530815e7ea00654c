import { beforeEach, describe, expect, it } from "vitest";
import { CONTACTS, emailsOf, idsOf } from "./contact-calls";
import { useSimulator } from "./harness";

const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 9, minute)).toISOString();

export function describeContactSearch(): void {
  describe("contacts are searched", () => {
    const sim = useSimulator();
    let access = "";
    beforeEach(async () => {
      const { api, control } = sim();
      ({ access } = await api.connect());
      await control.setSettings({ searchLimitMax: 100 });
      await control.putContacts(62515, [
        { id: "101", updatedAt: at(3) },
        { id: "102", updatedAt: at(1) },
        { id: "103", updatedAt: at(2) },
        { id: "104", properties: { firstname: "Ida" }, updatedAt: at(4), archived: true },
      ]);
    });
    const search = (body: unknown) =>
      sim().api.sendJson("POST", `${CONTACTS}/search`, access, body);
    const filtered = async (propertyName: string, operator: string, rest: object) => {
      const filters = [{ propertyName, operator, ...rest }];
      return idsOf((await search({ filterGroups: [{ filters }] })).body);
    };

    it.each<[string, string, object, string[]]>([
      ["lastmodifieddate", "GTE", { value: at(2) }, ["101", "103"]],
      ["lastmodifieddate", "GT", { value: String(Date.parse(at(2))) }, ["101"]],
      ["lastmodifieddate", "LTE", { value: at(2) }, ["102", "103"]],
      ["lastmodifieddate", "LT", { value: at(2) }, ["102"]],
      ["lastmodifieddate", "BETWEEN", { value: at(2), highValue: at(3) }, ["101", "103"]],
      ["createdate", "GT", { value: "2026-01-15T09:00:00.000Z" }, []],
      ["hs_object_id", "GT", { value: "101" }, ["102", "103"]],
      ["hs_object_id", "IN", { values: ["101", "103", "9"] }, ["101", "103"]],
      ["hs_object_id", "NOT_IN", { values: ["101", "103"] }, ["102"]],
      ["email", "EQ", { value: "Alan@Customer.example" }, ["102"]],
      ["email", "NEQ", { value: "alan@customer.example" }, ["101", "103"]],
      ["phone", "HAS_PROPERTY", {}, []],
      ["phone", "NOT_HAS_PROPERTY", {}, ["101", "102", "103"]],
    ])("%s %s %j", async (name, operator, rest, ids) => {
      expect(await filtered(name, operator, rest)).toEqual(ids);
    });

    it("with AND inside a group, OR between groups, or by a text", async () => {
      const is = (propertyName: string, value: string) => ({ propertyName, operator: "EQ", value });
      const groups = [
        { filters: [is("firstname", "grace"), is("lastname", "Turing")] },
        { filters: [is("firstname", "alan"), is("lastname", "Turing")] },
      ];
      expect(idsOf((await search({ filterGroups: groups })).body)).toEqual(["102"]);
      expect(idsOf((await search({ query: "dijk" })).body)).toEqual(["103"]);
    });

    it("sorted by one property, page by page, with the total", async () => {
      const sorts = [{ propertyName: "lastmodifieddate", direction: "DESCENDING" }];
      const first = await search({ sorts, limit: 2, properties: ["email"] });
      expect(first.body).toMatchObject({ total: 3, paging: { next: { after: "2" } } });
      expect(idsOf(first.body)).toEqual(["101", "103"]);
      const rest = await search({ sorts, limit: 2, after: "2" });
      expect(emailsOf(rest.body)).toEqual(["alan@customer.example"]);
      expect(rest.body).not.toHaveProperty("paging");
      expect(idsOf((await search({ sorts: ["lastmodifieddate"] })).body)[0]).toBe("102");
    });

    it("without what was made or changed a moment ago, where the index lags", async () => {
      const { control } = sim();
      await control.setSettings({ searchLagSeconds: 60 });
      await control.putContacts(62515, [{ id: "101", properties: { city: "Arlington" } }]);
      expect(idsOf((await search({})).body)).toEqual(["102", "103"]);
      await control.setSettings({ clockOffsetSeconds: 61 });
      const { access: later } = await sim().api.connect();
      const { body } = await sim().api.sendJson("POST", `${CONTACTS}/search`, later, {});
      expect(idsOf(body)).toEqual(["101", "102", "103"]);
    });

    it("no further than to 10,000", async () => {
      expect((await search({ after: "9990" })).status).toBe(200);
      const beyond = await search({ after: "9991" });
      expect(beyond).toMatchObject({ status: 400, body: { category: "VALIDATION_ERROR" } });
    });

    const one = { propertyName: "email", operator: "EQ", value: "a@b.example" };
    it.each<[string, object]>([
      ["a page over 200", { limit: 201 }],
      ["an empty page", { limit: 0 }],
      ["a cursor that is no number", { after: "x" }],
      ["two sorts", { sorts: ["email", "firstname"] }],
      ["an unknown property", { filterGroups: [{ filters: [{ ...one, propertyName: "nix" }] }] }],
      ["an unknown operator", { filterGroups: [{ filters: [{ ...one, operator: "LIKE" }] }] }],
      ["no value", { filterGroups: [{ filters: [{ ...one, value: undefined }] }] }],
      ["no time", { filterGroups: [{ filters: [{ ...one, propertyName: "createdate" }] }] }],
      ["six groups", { filterGroups: Array.from({ length: 6 }, () => ({ filters: [one] })) }],
      ["seven filters", { filterGroups: [{ filters: Array.from({ length: 7 }, () => one) }] }],
      [
        "19 filters",
        { filterGroups: [6, 6, 6, 1].map((length) => ({ filters: Array(length).fill(one) })) },
      ],
      ["a body over 3,000 characters", { properties: ["x".repeat(3_000)] }],
    ])("not with %s", async (_name, body) => {
      const refused = await search(body);
      expect(refused).toMatchObject({ status: 400, body: { category: "VALIDATION_ERROR" } });
    });

    it("five times a second in an account, beside the limit of other calls", async () => {
      const { api, control } = sim();
      await control.setSettings({ searchLimitMax: 1, rateLimitMax: 0 });
      const allowed = await search({});
      expect(allowed.status).toBe(200);
      expect(allowed.headers.get("x-hubspot-ratelimit-max")).toBeNull();
      const refused = await search({});
      expect(refused).toMatchObject({
        status: 429,
        body: { policyName: "SECONDLY", message: "You have reached your secondly limit." },
      });
      expect((await api.bearer("GET", CONTACTS, access)).status).toBe(429);
    });
  });
}
