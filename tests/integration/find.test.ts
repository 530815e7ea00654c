import { describe, expect, it } from "vitest";
import { recordAlone } from "@/lib/audit/record";
import { findAnything } from "@/lib/find/find-anything";
import { makePerson, makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();

describe("the palette's search", () => {
  it("finds a portal by Hub ID, domain and installer, and an app by name and client ID", async () => {
    const { portal, app } = await makePortal(world());
    const { ctx } = await makePerson(world(), "admin");
    const hubId = portal.hubId.toString();
    const texts = [hubId, ` ${portal.hubDomain} `, portal.installerEmail ?? "none"];
    for (const text of texts) {
      const found = await findAnything(ctx, text);
      expect(found[0], text).toMatchObject({ kind: "portal", href: `/portals/${portal.id}` });
      expect(found[0]?.detail).toContain(hubId);
    }
    for (const text of [app.name.toUpperCase(), app.clientId.slice(0, 12)])
      expect(await findAnything(ctx, text), text).toContainEqual(
        expect.objectContaining({ kind: "app", href: `/apps/${app.slug}`, detail: app.clientId }),
      );
  });

  it("puts the exact Hub ID before those that begin with it", async () => {
    const { portal, app } = await makePortal(world());
    const { ctx } = await makePerson(world(), "support");
    const longer = BigInt(`${portal.hubId}7`);
    await world().db.portal.create({
      data: { appId: app.id, hubId: longer, hubDomain: "longer.example", status: "revoked" },
    });
    const found = await findAnything(ctx, portal.hubId.toString());
    expect(found.map(({ href }) => href)[0]).toBe(`/portals/${portal.id}`);
    expect(found.map(({ label }) => label)).toContain("longer.example");
  });

  it("finds the events of a request id and of a correlation id of HubSpot", async () => {
    const { portal } = await makePortal(world());
    const { ctx } = await makePerson(world(), "support");
    const correlationId = "0f5b4c1e-aaaa-4bbb-8ccc-1234567890ab";
    const event = await world().db.auditEvent.findFirstOrThrow({
      where: { portalId: portal.id, action: "portal.connected" },
    });
    const [byRequest] = await findAnything(ctx, event.requestId);
    expect(byRequest).toMatchObject({
      kind: "event",
      href: `/activity?request=${event.requestId}`,
    });
    expect(await findAnything(ctx, correlationId)).toEqual([]);
    await recordAlone(ctx, { action: "portal.refresh_failed", outcome: "failed", correlationId });
    expect(await findAnything(ctx, correlationId)).toMatchObject([
      { kind: "event", label: "A refresh failed", href: `/activity?request=${correlationId}` },
    ]);
  });

  it("offers support nothing but looking, and an admin no act on a grant that has ended", async () => {
    const { portal } = await makePortal(world());
    const acts = async (role: "support" | "admin") => {
      const { ctx } = await makePerson(world(), role);
      const [found] = await findAnything(ctx, portal.hubId.toString());
      return found?.acts.map(({ label }) => label);
    };
    expect(await acts("support")).toEqual(["Show its activity"]);
    expect(await acts("admin")).toEqual(["Refresh now", "Reconnect", "Show its activity"]);
    await world().db.portal.update({ where: { id: portal.id }, data: { status: "revoked" } });
    expect(await acts("admin")).toEqual(["Reconnect", "Show its activity"]);
  });

  it("is not disturbed by what is no search at all", async () => {
    const { ctx } = await makePerson(world(), "admin");
    for (const text of ["", "   ", "\u0000", "%", "_", "\\", "9".repeat(300), "'; DROP TABLE x"])
      await expect(findAnything(ctx, text)).resolves.toBeInstanceOf(Array);
    expect(await findAnything(ctx, "\u0007 \n")).toEqual([]);
  });
});
