import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { builtIn, type Role } from "@/lib/auth/roles";
import type { Actor, Context } from "@/lib/context";
import type { HubSpotApp, Person, Portal } from "@/lib/db/generated/client";
import type { ApiVersion } from "@/lib/hubspot/api-version";
import { createApp } from "@/lib/hubspot-apps/create";
import { hashPassword } from "@/lib/people/password";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import type { SimPortalInput } from "../hubspot-simulator/types";
import { ORIGIN, type World } from "./world";

export const REDIRECT_URI = `${ORIGIN}/oauth/callback`;
export const CONTACTS_SCOPE = "crm.objects.contacts.read";

export interface MadePerson {
  person: Person;
  actor: Actor;
  ctx: Context;
}

/**
 * A person of a role; with a password only where a test signs in, because hashing is slow.
 * @param apps ids of the apps they are limited to
 */
export async function makePerson(
  world: World,
  role: Role,
  password?: string,
  apps?: string[],
): Promise<MadePerson> {
  if (password) world.secrets.push(password);
  const person = await world.db.person.create({
    data: {
      email: `${role}-${randomUUID().slice(0, 8)}@team.example`,
      name: `A ${role}`,
      role,
      ...(apps && { isLimited: true, appIds: apps }),
      passwordHash: password ? await hashPassword(password) : null,
    },
  });
  const rights = builtIn(role, apps ?? null);
  const actor: Actor = { kind: "person", id: person.id, label: person.email, rights };
  return { person, actor, ctx: world.context(actor) };
}

interface AppOptions {
  apiVersion?: ApiVersion;
  requiredScopes?: string[];
  conditionalScopes?: string[];
  optionalScopes?: string[];
  name?: string;
}

/** An app that both Portico and the simulator know, with the same secret. */
export async function makeApp(
  world: World,
  ctx: Context,
  options: AppOptions = {},
): Promise<HubSpotApp & { clientSecret: string }> {
  const clientId = randomUUID();
  const clientSecret = randomSecret(world);
  const requiredScopes = options.requiredScopes ?? ["oauth", CONTACTS_SCOPE];
  const conditionalScopes = options.conditionalScopes ?? ["crm.objects.deals.read"];
  const optionalScopes = options.optionalScopes ?? ["crm.objects.companies.read", "content"];
  await world.control.putApp({
    clientId,
    clientSecret,
    appId: randomInt(1, 9_000_000),
    redirectUris: [REDIRECT_URI],
    requiredScopes,
    conditionallyRequiredScopes: conditionalScopes,
    optionalScopes,
  });
  const { id } = await createApp(ctx, {
    name: options.name ?? `App ${clientId.slice(0, 8)}`,
    clientId,
    clientSecret,
    redirectUri: REDIRECT_URI,
    requiredScopes,
    conditionalScopes,
    optionalScopes,
    apiVersion: options.apiVersion ?? "2026-09",
  });
  return { ...(await world.db.hubSpotApp.findUniqueOrThrow({ where: { id } })), clientSecret };
}

export function randomSecret(world: World): string {
  const secret = randomBytes(24).toString("hex");
  world.secrets.push(secret);
  return secret;
}

let lastHubId = 7_000_000;

/** A HubSpot account in the simulator. */
export async function makeAccount(world: World, input: Partial<SimPortalInput> = {}) {
  lastHubId += 1;
  return world.control.putPortal({ hubId: lastHubId, ...input });
}

/** Approves a consent page address the way the person at HubSpot would; gives back what the browser carries home. */
export async function consent(
  world: World,
  url: string,
  hubId: number,
): Promise<{ code: string; state: string }> {
  const asked = new URL(url).searchParams;
  const { redirectTo } = await world.control.authorize({
    clientId: asked.get("client_id") ?? "",
    hubId,
    redirectUri: asked.get("redirect_uri") ?? "",
    scope: asked.get("scope") ?? "",
    optionalScope: asked.get("optional_scope") ?? undefined,
    state: asked.get("state") ?? undefined,
    codeChallenge: asked.get("code_challenge") ?? undefined,
  });
  const answer = new URL(redirectTo).searchParams;
  const code = answer.get("code") ?? "";
  const state = answer.get("state") ?? "";
  world.secrets.push(code, state);
  return { code, state };
}

interface ConnectOptions {
  hubId: number;
  extraScopes?: string[];
  portalId?: string;
}

/** The whole trip: begin, consent, callback. Gives back the attempt, finished or failed. */
export async function connect(
  world: World,
  ctx: Context,
  app: Pick<HubSpotApp, "id">,
  { hubId, extraScopes = [], portalId }: ConnectOptions,
) {
  const browserToken = randomBytes(16).toString("hex");
  world.secrets.push(browserToken);
  const { url } = await beginConnect(ctx, { appId: app.id, extraScopes, portalId }, browserToken);
  const brought = await consent(world, url, hubId);
  const outcome = await completeConnect(ctx, { ...brought, browserToken });
  if ("problem" in outcome) throw new Error(`connect failed: ${outcome.problem}`);
  const attempt = await world.db.connectAttempt.findUniqueOrThrow({
    where: { id: outcome.attemptId },
  });
  return { attempt, ...brought, browserToken };
}

export interface ConnectedPortal {
  owner: MadePerson;
  app: HubSpotApp & { clientSecret: string };
  portal: Portal;
  hubId: number;
}

/** A connected portal with everything it hangs on. */
export async function makePortal(
  world: World,
  options: {
    app?: ConnectedPortal["app"];
    owner?: MadePerson;
    account?: Partial<SimPortalInput>;
    appOptions?: AppOptions;
  } = {},
): Promise<ConnectedPortal> {
  const owner = options.owner ?? (await makePerson(world, "owner"));
  const app = options.app ?? (await makeApp(world, owner.ctx, options.appOptions));
  const { hubId } = await makeAccount(world, options.account);
  const { attempt } = await connect(world, owner.ctx, app, { hubId });
  const portal = await world.db.portal.findUniqueOrThrow({ where: { id: attempt.portalId ?? "" } });
  return { owner, app, portal, hubId };
}
