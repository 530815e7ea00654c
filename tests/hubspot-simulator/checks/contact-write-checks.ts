import { beforeEach, describe, expect, it } from "vitest";
import { allowWriting, CONTACTS, WRITE_SCOPE } from "./contact-calls";
import { useSimulator } from "./harness";

export function describeContactWrites(): void {
  describe("contacts are written", () => {
    const sim = useSimulator();
    let access = "";
    beforeEach(async () => {
      await allowWriting(sim().control);
      ({ access } = await sim().api.connect(62515, WRITE_SCOPE));
    });
    const send = (method: string, path: string, body: unknown) =>
      sim().api.sendJson(method, CONTACTS + path, access, body);
    const contact = async (id: string) =>
      (await sim().control.portals())
        .flatMap(({ contacts }) => contacts)
        .find((one) => one.id === id);

    it("made with an id, dated now", async () => {
      const properties = { email: "Barbara@customer.example", jobtitle: "Professor" };
      const made = await send("POST", "", { properties, associations: [] });
      expect(made).toMatchObject({ status: 201, body: { id: "104", archived: false, properties } });
      expect(made.body["createdAt"]).toBe(made.body["updatedAt"]);
      expect(Date.parse(String(made.body["createdAt"]))).toBeGreaterThan(Date.now() - 60_000);
      const seen = await sim().api.bearer("GET", `${CONTACTS}/104`, access);
      expect(seen.body).toMatchObject({ properties: { email: properties.email, lastname: null } });
    });

    it("changed in what is given; an empty text clears", async () => {
      const changed = await send("PATCH", "/101", {
        properties: { lastname: "", city: "New York" },
      });
      expect(changed).toMatchObject({ status: 200, body: { properties: { city: "New York" } } });
      expect(await contact("101")).toMatchObject({
        properties: { firstname: "Grace", lastname: null, city: "New York" },
        createdAt: "2026-01-15T09:00:00.000Z",
        updatedAt: changed.body["updatedAt"],
      });
      expect(changed.body["updatedAt"]).not.toBe(changed.body["createdAt"]);
      const byEmail = "/alan%40customer.example?idProperty=email";
      expect((await send("PATCH", byEmail, { properties: { city: "London" } })).status).toBe(200);
      expect((await contact("102"))?.properties["city"]).toBe("London");
    });

    it("archived, and then gone from everything but the archive", async () => {
      const gone = await sim().api.bearer("DELETE", `${CONTACTS}/101`, access);
      expect([gone.status, gone.text]).toEqual([204, ""]);
      expect(await contact("101")).toMatchObject({ archived: true });
      expect((await send("PATCH", "/101", { properties: { city: "x" } })).status).toBe(404);
      const again = { email: "grace@customer.example" };
      expect((await send("POST", "", { properties: again })).status).toBe(201);
    });

    it("never twice with one address", async () => {
      const taken = { properties: { email: "ALAN@customer.example" } };
      const words = { message: "Contact already exists. Existing ID: 102", category: "CONFLICT" };
      expect(await send("POST", "", taken)).toMatchObject({ status: 409, body: words });
      expect(await send("PATCH", "/101", taken)).toMatchObject({ status: 409, body: words });
      expect((await send("PATCH", "/102", taken)).status).toBe(200);
    });

    it.each<[string, unknown, string]>([
      ["a property that the account lacks", { properties: { tier: "x" } }, "PROPERTY_DOESNT_EXIST"],
      ["what HubSpot keeps", { properties: { hs_object_id: "1" } }, "READ_ONLY_VALUE"],
      ["no address", { properties: { email: "nobody" } }, "INVALID_EMAIL"],
      ["a value that is no text", { properties: { city: 5 } }, "properties.city"],
      ["no properties", {}, "properties"],
    ])("not with %s", async (_name, body, words) => {
      for (const [method, path] of [
        ["POST", ""],
        ["PATCH", "/101"],
      ] as const) {
        const refused = await send(method, path, body);
        expect(refused).toMatchObject({ status: 400, body: { category: "VALIDATION_ERROR" } });
        expect(refused.body["message"]).toContain(words);
      }
    });

    it("not without a name, and not as anything but JSON", async () => {
      expect((await send("POST", "", { properties: { city: "x" } })).status).toBe(400);
      const { api } = sim();
      const headers = { authorization: `Bearer ${access}`, "content-type": "application/json" };
      const broken = await api.call("POST", CONTACTS, { headers, body: "{" });
      expect(broken.body).toMatchObject({ category: "VALIDATION_ERROR" });
      const form = { ...headers, "content-type": "application/x-www-form-urlencoded" };
      expect((await api.call("POST", CONTACTS, { headers: form, body: "a=b" })).status).toBe(415);
    });

    it("with a scope of its own, beside the one that reads", async () => {
      const { api } = sim();
      const reader = await api.connect(62516);
      const missing = { category: "MISSING_SCOPES" };
      for (const [method, path] of [
        ["POST", ""],
        ["PATCH", "/201"],
        ["DELETE", "/201"],
      ] as const) {
        const refused = await api.sendJson(method, CONTACTS + path, reader.access, {});
        expect(refused).toMatchObject({ status: 403, body: missing });
        const named = [{ context: { requiredGranularScopes: [WRITE_SCOPE] } }];
        expect(refused.body["errors"]).toMatchObject(named);
      }
      expect((await api.bearer("PUT", `${CONTACTS}/201`, reader.access)).status).toBe(405);
      expect((await api.bearer("GET", `${CONTACTS}/search`, reader.access)).status).toBe(405);
    });
  });
}
