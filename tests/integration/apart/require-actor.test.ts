import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { builtIn, can, PERMISSIONS, ROLES, type Role } from "@/lib/auth/roles";
import { requireActor, requirePage } from "@/lib/auth/session";
import { signOut } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectRefused } from "../../support/checks";
import { makePerson, type MadePerson } from "../../support/makers";
import { NOBODY, useWorld, type World } from "../../support/world";

/** The request of this moment, as Next would hand it to us. */
const request = vi.hoisted(() => ({ headers: new Headers(), cookies: new Map<string, string>() }));
const inside = vi.hoisted(() => ({ world: undefined as World | undefined }));

vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(request.headers),
  cookies: () =>
    Promise.resolve({
      get(name: string) {
        const value = request.cookies.get(name);
        return value === undefined ? undefined : { name, value };
      },
    }),
}));
vi.mock("next/navigation", () => ({
  forbidden() {
    throw new Error("forbidden page");
  },
  redirect(path: string) {
    throw new Error(`redirect to ${path}`);
  },
}));
vi.mock("@/lib/env", async (original) => ({
  ...(await original<typeof import("@/lib/env")>()),
  getEnv: () => inside.world?.env,
}));

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
const people = {} as Record<Role, MadePerson>;

const shared = globalThis as typeof globalThis & { porticoResources?: unknown };
beforeAll(async () => {
  inside.world = world();
  const { db, vault, spill } = world();
  const clock = { now: () => new Date() };
  shared.porticoResources = Promise.resolve({ db, vault, spill, clock, hubspot: {} });
  for (const role of ROLES) people[role] = await makePerson(world(), role, PASSWORD);
});
afterAll(() => {
  shared.porticoResources = undefined;
});

/** Signs somebody in and sends their cookie with the next requests. */
async function comeAs(role: Role) {
  const { sessionToken } = await signIn(world().context(NOBODY), {
    email: people[role].person.email,
    password: PASSWORD,
  });
  world().secrets.push(sessionToken);
  const secret = world().env.sessionSecret.reveal();
  const cookie = await encode({ token: { sid: sessionToken }, secret });
  request.cookies.set("portico.session", cookie);
}

beforeEach(() => {
  request.cookies.clear();
  request.headers = new Headers({
    "x-request-id": "11111111-2222-4333-8444-555555555555",
    "x-portico-client-ip": "192.0.2.7",
    "x-portico-path": "/team?token=a",
  });
});

const refusals = (role: Role) =>
  world().db.auditEvent.findMany({
    where: { action: "access.denied", actorId: people[role].person.id },
    orderBy: { seq: "asc" },
  });

describe.each(ROLES)("as %s", (role) => {
  it("each permission is given or refused as the table says, and each refusal leaves its line", async () => {
    await comeAs(role);
    const refused: string[] = [];
    for (const permission of PERMISSIONS) {
      if (can(builtIn(role), permission)) {
        const { actor, requestId } = await requireActor(permission);
        expect(actor).toMatchObject({
          kind: "person",
          id: people[role].person.id,
          rights: builtIn(role),
        });
        expect([actor.ip, requestId]).toEqual([
          "192.0.2.7",
          "11111111-2222-4333-8444-555555555555",
        ]);
        continue;
      }
      refused.push(permission);
      const { details } = await expectRefused(requireActor(permission), "forbidden");
      expect(details).toEqual({ permission });
      await expect(requirePage(permission)).rejects.toThrow("forbidden page");
    }
    const lines = await refusals(role);
    expect(lines.map(({ details }) => details)).toEqual(
      refused.flatMap((permission) => [{ permission }, { permission }]),
    );
    for (const line of lines)
      expect(line).toMatchObject({ outcome: "denied", targetLabel: "/team", actorRole: role });
  });
});

describe("who is asked for is read from the database each time", () => {
  it("the role of this moment counts, not the one at sign-in", async () => {
    await comeAs("admin");
    const { id } = people.admin.person;
    await requireActor("apps.write");
    await world().db.person.update({ where: { id }, data: { role: "support" } });
    await expectRefused(requireActor("apps.write"), "forbidden");
    await world().db.person.update({ where: { id }, data: { role: "admin" } });
    await requireActor("apps.write");
  });

  it("nobody, a made-up cookie and an ended session are signed out", async () => {
    const expectSignedOut = async () => {
      await expectRefused(requireActor("portals.read"), "unauthenticated");
      await expect(requirePage("portals.read")).rejects.toThrow(
        "redirect to /login?callbackUrl=%2Fteam%3Ftoken%3Da",
      );
    };
    await expectSignedOut();
    request.cookies.set("portico.session", "made-up");
    await expectSignedOut();
    const secret = "another-secret-than-the-server-has-0123456789";
    const forged = await encode({ token: { sid: "x".repeat(43) }, secret });
    request.cookies.set("portico.session", forged);
    await expectSignedOut();
    await comeAs("owner");
    await signOut(await requireActor("self.manage"));
    await expectSignedOut();
    expect(
      await eventsOf(world(), "session.ended", { targetId: people.owner.person.id }),
    ).toHaveLength(1);
  });
});
