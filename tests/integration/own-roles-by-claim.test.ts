import { beforeAll, expect, it } from "vitest";
import { builtIn } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { findViewer } from "@/lib/people/sessions";
import { enterByProvider } from "@/lib/single-sign-on/enter";
import { setSignInRule, signInRuleInput } from "@/lib/single-sign-on/rule";
import { expectRefused } from "../support/checks";
import { makePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const issuer = "https://id.example";
let owner: Context;
beforeAll(async () => {
  owner = withProvider((await makePerson(world(), "owner", "gravel otter lantern mosaic")).ctx);
});

function withProvider(ctx: Context): Context {
  const clientSecret = new Secret("secret with spaces & signs");
  const oidc = { issuer, clientId: "portico", clientSecret, label: "Team ID" };
  return { ...ctx, env: { ...ctx.env, oidc } };
}

const NONE = { newcomers: "anyone", ownerValue: "", adminValue: "", supportValue: "" };
const rule = (more: object) =>
  setSignInRule(owner, signInRuleInput.parse({ ...NONE, roleClaim: "groups", ...more }));

const claims = { iss: issuer, sub: "own", email: "own@team.example", email_verified: true };

/** Comes in with groups, as the provider names them. @returns what they may do then */
async function enter(groups: string[]) {
  const visitor = withProvider(world().context({ ...NOBODY, ip: "192.0.2.98" }));
  const { sessionToken } = await enterByProvider(visitor, { claims: { ...claims, groups } });
  world().secrets.push(sessionToken);
  return (await findViewer(world().context(), sessionToken))?.rights;
}

it("a claim gives roles of the team's own, and leaves the apps that somebody sees", async () => {
  const { db } = world();
  const { id } = await db.customRole.create({
    data: { name: "Connector", permissions: ["portals.connect"] },
  });
  await rule({ adminValue: "a", ownRoleId: [id], ownRoleValue: ["connectors"] });
  expect(await enter(["connectors"])).toMatchObject({ role: "own", roleName: "Connector" });
  const data = { isLimited: true, appIds: [id] };
  await db.person.update({ where: { email: claims.email }, data });
  expect(await enter(["connectors", "a"])).toMatchObject({ role: "admin", apps: [id] });
  expect(await enter(["connectors"])).toMatchObject({ roleName: "Connector", apps: [id] });
  // Owners see every app: somebody must be left who may do everything.
  await rule({ ownerValue: "o", ownRoleId: [id], ownRoleValue: ["c"] });
  expect(await enter(["o", "c"])).toMatchObject({ role: "owner", apps: null });
  // Afterwards they are held in what they were held in before.
  expect(await enter(["c"])).toMatchObject({ role: "own", apps: [id] });
  // A role that is gone gives nobody anything.
  await db.person.updateMany({ where: { customRoleId: id }, data: { customRoleId: null } });
  await db.customRole.delete({ where: { id } });
  const { details } = await expectRefused(enter(["c"]), "sso_refused");
  expect(details.reason).toBe("no_role");
});

it("an invitation that its link does not honour any more lets nobody in this way either", async () => {
  const { db } = world();
  const { id } = await db.customRole.create({
    data: { name: "Desk", permissions: [...builtIn("support").permissions, "people.manage"] },
  });
  const desk = await makePerson(world(), "support");
  await db.person.update({ where: { id: desk.person.id }, data: { customRoleId: id } });
  const invited = { ...claims, sub: "invited", email: "invited@team.example" };
  await db.invite.create({
    data: {
      ...{ tokenHash: "a-hash-of-this-test", email: invited.email, role: "support" },
      ...{ createdById: desk.person.id, expiresAt: new Date(Date.now() + 60_000) },
    },
  });
  await rule({ newcomers: "invited", roleClaim: "" });
  await db.customRole.update({ where: { id }, data: { permissions: [] } });
  const visitor = withProvider(world().context({ ...NOBODY, ip: "192.0.2.97" }));
  const { details } = await expectRefused(
    enterByProvider(visitor, { claims: invited }),
    "sso_refused",
  );
  expect(details.reason).toBe("not_invited");
});
