import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { createApp } from "@/lib/hubspot-apps/create";
import { setInstallCap } from "@/lib/hubspot-apps/ways-in/install-cap";
import { createAppInput } from "@/lib/hubspot-apps/schemas";
import { updateApp } from "@/lib/hubspot-apps/update";
import { createPerson } from "@/lib/people/create-person";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { builtIn, type Role } from "@/lib/auth/roles";
import { createContext } from "@/lib/resources";
import { fillCare } from "./care";
import { createControl, type Control } from "./control";
import { connectDemoPortal, type DemoApp } from "./connect";

/** Printed by the demo on purpose: it guards made-up data on this machine only. */
export const DEMO_PASSWORD = "sunny-harbour-lantern-7";

const PEOPLE: { email: string; name: string; role: Role }[] = [
  { email: "olivia@demo.example", name: "Olivia Owner", role: "owner" },
  { email: "adam@demo.example", name: "Adam Admin", role: "admin" },
  { email: "sam@demo.example", name: "Sam Support", role: "support" },
];

const SCOPES = {
  requiredScopes: ["oauth", "crm.objects.contacts.read"],
  conditionalScopes: ["crm.objects.deals.read"],
  optionalScopes: ["crm.objects.companies.read", "content"],
};

/** Makes the demo; the database must be empty. @param controlUrl the simulator's control side */
export async function seedDemo(controlUrl: string) {
  const control = createControl(controlUrl);
  const operator = await createContext({ kind: "operator", label: "demo" });
  await operator.db.$transaction(async (tx) => {
    await tx.systemFact.create({ data: { name: "demo", value: "true" } });
    await recordEvent(tx, operator, { action: "system.demo_seeded" });
  });
  const ids: string[] = [];
  for (const person of PEOPLE) {
    ids.push((await createPerson(operator, { ...person, password: DEMO_PASSWORD })).id);
  }
  const as = (index: number) => actingAs(operator, ids[index] ?? "", PEOPLE[index] ?? PEOPLE[0]);
  const [owner, admin, support] = [as(0), as(1), as(2)];

  const sync = await addApp(owner, control, {
    name: "Acme Sync",
    clientId: "a3c1f0de-5b7e-4c55-9d3e-0a9b1c2d3e4f",
  });
  const reports = await addApp(admin, control, {
    name: "Acme Reports",
    clientId: "b7d2e1cf-6c8f-4d66-8e4f-1b0c2d3e4f50",
  });
  const legacy = await addApp(admin, control, {
    name: "Acme Legacy",
    clientId: "c8e3f2d0-7d90-4e77-9f50-2c1d3e4f5061",
    apiVersion: "v1",
  });

  for (const hubId of [62515, 62516, 62518, 62519, 62520])
    await connectDemoPortal(admin, control, sync, hubId);
  await connectDemoPortal(owner, control, sync, 62517);
  await connectDemoPortal(owner, control, legacy, 62526);
  await makeDegraded(
    admin,
    control,
    await connectDemoPortal(admin, control, sync, 62521),
    sync.clientId,
    62521,
  );
  await loseGrant(
    admin,
    control,
    await connectDemoPortal(owner, control, sync, 62522),
    sync.clientId,
    62522,
  );
  await revokePortal(admin, await connectDemoPortal(admin, control, sync, 62523));
  await uninstallPortal(admin, await connectDemoPortal(admin, control, sync, 62527));
  for (const hubId of [62524, 62525]) await connectDemoPortal(admin, control, reports, hubId);
  await refuseApp(admin, control, reports);
  await makeSpecialCases(admin, control, sync);
  await fillCare({ owner, admin, support });
  return { origin: operator.env.origin, people: PEOPLE };
}

function actingAs(ctx: Context, id: string, person: (typeof PEOPLE)[number] | undefined): Context {
  const { email = "", role = "support" } = person ?? {};
  return { ...ctx, actor: { kind: "person", id, label: email, rights: builtIn(role) } };
}

async function addApp(
  ctx: Context,
  control: Control,
  {
    name,
    clientId,
    apiVersion = "2026-09",
  }: { name: string; clientId: string; apiVersion?: string },
): Promise<DemoApp> {
  const clientSecret = crypto.randomUUID();
  const redirectUri = `${ctx.env.origin}/oauth/callback`;
  await control.post("/apps", {
    clientId,
    clientSecret,
    name,
    redirectUris: [redirectUri],
    requiredScopes: SCOPES.requiredScopes,
    conditionallyRequiredScopes: SCOPES.conditionalScopes,
    optionalScopes: SCOPES.optionalScopes,
  });
  const input = createAppInput.parse({
    name,
    clientId,
    clientSecret,
    redirectUri,
    apiVersion,
    ...SCOPES,
  });
  const { id } = await createApp(ctx, input);
  return { id, clientId, clientSecret, redirectUri };
}

/**
 * What else happens in practice: an account that moved to another region, a slow one, one whose refresh token rotates,
 * an app close to its install cap, and portals behind the scopes the app asks for now.
 */
async function makeSpecialCases(ctx: Context, control: Control, app: DemoApp) {
  await control.post("/portals/62516/move", {
    uiDomain: "app-na2.hubspot.com",
    dataHostingLocation: "na2",
  });
  await control.post("/faults", {
    match: { clientId: app.clientId, hubId: 62519 },
    times: 0,
    delayMs: 2_500,
  });
  await control.post("/faults", {
    match: { path: "/token", clientId: app.clientId, hubId: 62520, grantType: "refresh_token" },
    times: 0,
    rotate: true,
  });
  await setInstallCap(ctx, { appId: app.id, installCap: 10 });
  const row = await ctx.db.hubSpotApp.findUniqueOrThrow({ where: { id: app.id } });
  const requiredScopes = [...SCOPES.requiredScopes, "crm.objects.deals.read"];
  await control.post("/apps", {
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    name: row.name,
    redirectUris: [app.redirectUri],
    requiredScopes,
    conditionallyRequiredScopes: [],
    optionalScopes: SCOPES.optionalScopes,
  });
  const { name, clientId, redirectUri, optionalScopes, updatedAt } = row;
  const changed = {
    name,
    clientId,
    redirectUri,
    requiredScopes,
    conditionalScopes: [],
    optionalScopes,
  };
  await updateApp(ctx, { ...changed, appId: app.id, apiVersion: "2026-09", updatedAt });
}

/** HubSpot answers 503 for this portal's refreshes, for as long as the demo runs. */
async function makeDegraded(
  ctx: Context,
  control: Control,
  portalId: string,
  clientId: string,
  hubId: number,
) {
  await control.post("/faults", {
    match: { path: "/token", clientId, hubId, grantType: "refresh_token" },
    times: 0,
    status: 503,
  });
  await refreshPortal(ctx, { portalId, trigger: "person" });
}

async function loseGrant(
  ctx: Context,
  control: Control,
  portalId: string,
  clientId: string,
  hubId: number,
) {
  await control.post("/grants/revoke", { clientId, hubId });
  await refreshPortal(ctx, { portalId, trigger: "person" });
}

/** The secret was replaced on HubSpot's side and not here. */
async function refuseApp(ctx: Context, control: Control, app: DemoApp) {
  await control.post(`/apps/${app.clientId}/secret`, { clientSecret: crypto.randomUUID() });
  const portal = await ctx.db.portal.findFirstOrThrow({ where: { appId: app.id } });
  await refreshPortal(ctx, { portalId: portal.id, trigger: "person" });
}
