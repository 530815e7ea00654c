import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { listApps } from "@/lib/hubspot-apps/queries";
import { listOwnRoles } from "@/lib/own-roles/queries";
import { listOpenInvites, listPeople } from "@/lib/people/queries";
import { InviteForm } from "./invite-form";
import { InvitesTable } from "./invites-table";
import { PeopleTable } from "./people-table";
import { roleOptions } from "./role-options";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Team");

/** Who has access, and the links that would give it. */
export default async function TeamPage() {
  const { ctx, viewer } = await requirePage("people.read");
  const [people, invites, own, allApps, timeZone] = await Promise.all([
    listPeople(ctx),
    listOpenInvites(ctx),
    listOwnRoles(ctx),
    listApps(ctx),
    viewerTimeZone(),
  ]);
  const roles = roleOptions(viewer.rights, own);
  const apps = allApps.map(({ id, name }) => ({ id, name }));
  const now = ctx.now().toISOString();
  const shared = { viewer: viewer.rights, roles, apps, now, timeZone };
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Team")}
        about="team"
        description={say("Everybody who can sign in to this console.")}
        actions={
          <>
            <LinkButton href="/settings/roles">{say("Roles")}</LinkButton>
            {can(viewer.rights, "people.manage_owners") ? (
              <LinkButton href="/team/sessions">{say("Sessions")}</LinkButton>
            ) : null}
          </>
        }
      />
      {roles.length > 0 ? (
        <Section
          title={say("Invite a person")}
          description={say(
            "Portico sends no mail: you get a one-time link to pass on. It works for 7 days.",
          )}
        >
          <InviteForm
            roles={roles}
            apps={apps}
            openInviteIds={invites.map(({ id }) => id)}
            timeZone={timeZone}
          />
        </Section>
      ) : null}
      <Section title={say("People ({n:number})", { n: people.length })} padded={false}>
        <PeopleTable people={people} viewerId={viewer.personId} {...shared} />
      </Section>
      <Section
        title={say("Open links ({n:number})", { n: invites.length })}
        description={say("Invitations and password resets that were not used yet.")}
        padded={false}
      >
        {invites.length > 0 ? (
          <InvitesTable invites={invites} {...shared} />
        ) : (
          <p className="p-4 text-ink-faint sm:px-5">{say("No link is open.")}</p>
        )}
      </Section>
    </div>
  );
}
