import { Secret, TOTP } from "otpauth";
import { builtIn, type Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { beginFactor, confirmFactor, listOwnFactors } from "@/lib/factors/own-factors";
import {
  addPasskey,
  addPasskeyInput,
  listOwnPasskeys,
  passkeyChallenge,
} from "@/lib/passkeys/own-passkeys";
import { relyingPartyOf } from "@/lib/passkeys/relying-party";
import { createOwner } from "@/lib/people/create-owner";
import { createPerson } from "@/lib/people/create-person";
import { createResetLink, invitePerson, withdrawInvite } from "@/lib/people/invites";
import { changeRole, disablePerson, enablePerson } from "@/lib/people/manage";
import { changeProfile, changeReading } from "@/lib/people/profile";
import { listOpenInvites, listPeople } from "@/lib/people/queries";
import { findViewer, listOwnSessions, signOut } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { SoftPasskey } from "../soft-passkey";
import { NOBODY, SETUP_TOKEN, type World } from "../world";
import { PEOPLES_PASSWORD } from "./fixture";

export interface FilledPeople {
  owner: Context;
  admin: Context;
}

/** People of every role, signed in, signed out, invited and disabled. */
export async function fillPeople(world: World): Promise<FilledPeople> {
  const visitor = world.context({ ...NOBODY, ip: "203.0.113.7", userAgent: "Fixture/1.0" });
  const password = PEOPLES_PASSWORD;
  const olivia = { email: "olivia@team.example", name: "Olivia Owner", password };
  const { personId } = await createOwner(visitor, { ...olivia, setupToken: SETUP_TOKEN });
  const owner = world.context({
    kind: "person",
    id: personId,
    label: olivia.email,
    rights: builtIn("owner"),
  });
  const add = async (name: string, role: Role) => {
    const email = `${name.split(" ")[0]?.toLowerCase()}@team.example`;
    return { email, ...(await createPerson(owner, { email, name, role, password })) };
  };
  const adam = await add("Adam Admin", "admin");
  const sam = await add("Sam Support", "support");
  const dora = await add("Dora Disabled", "support");
  await signIn(visitor, { email: sam.email, password: "not the password of anybody" }).catch(
    () => undefined,
  );
  const entered = await signIn(visitor, { email: sam.email, password });
  await findViewer(visitor, entered.sessionToken);
  const left = await signIn(visitor, { email: dora.email, password });
  const viewer = await findViewer(visitor, left.sessionToken);
  const { personId: id, sessionId } = viewer ?? { personId: dora.id, sessionId: undefined };
  await signOut(
    world.context({ kind: "person", id, label: dora.email, rights: builtIn("support"), sessionId }),
  );
  await changeRole(owner, { personId: dora.id, role: "admin" });
  await disablePerson(owner, dora.id);
  await enablePerson(owner, dora.id);
  await disablePerson(owner, dora.id);
  await invitePerson(owner, { email: "ines@team.example", role: "support" });
  const wrong = await invitePerson(owner, { email: "inez@team.example", role: "support" });
  await withdrawInvite(owner, wrong.inviteId);
  await createResetLink(owner, sam.id);
  const admin = world.context({
    kind: "person",
    id: adam.id,
    label: adam.email,
    rights: builtIn("admin"),
  });
  await changeProfile(admin, { name: "Adam B. Admin" });
  await changeReading(admin, { language: "de", timeZone: "Europe/Berlin" });
  await fillFactors(world, admin);
  await Promise.all([listPeople(owner), listOpenInvites(owner), listOwnSessions(owner)]);
  return { owner, admin };
}

/** An authenticator app with its recovery codes, a passkey, and one that was asked for and not made. */
async function fillFactors({ env }: World, ctx: Context): Promise<void> {
  const { factorId, secret } = await beginFactor(ctx, { name: "Phone" });
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  await confirmFactor(ctx, { factorId, code });
  const party = relyingPartyOf(env);
  const key = new SoftPasskey(party?.origin ?? "", party?.id ?? "");
  const { challenge } = await passkeyChallenge(ctx);
  await addPasskey(
    ctx,
    addPasskeyInput.parse({ name: "Laptop", response: key.register(challenge) }),
  );
  await passkeyChallenge(ctx);
  await Promise.all([listOwnFactors(ctx), listOwnPasskeys(ctx)]);
}
