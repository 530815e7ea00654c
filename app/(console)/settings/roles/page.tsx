import { Plus, Users } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { builtIn, can, ROLES } from "@/lib/auth/roles";
import { requirePage } from "@/lib/auth/session";
import { titled } from "@/lib/http/titled";
import { listOwnRoles } from "@/lib/own-roles/queries";
import { say } from "@/lib/say/say";
import { DeleteRole } from "./delete-role";
import { RoleItem } from "./role-item";

export const generateMetadata = titled("Roles · Settings");

/** What each role may do; owners make roles of the team's own. */
export default async function RolesPage() {
  const { ctx, viewer } = await requirePage("people.read");
  const roles = await listOwnRoles(ctx);
  const mayChange = can(viewer.rights, "roles.manage");
  const add = (
    <LinkButton href="/settings/roles/new" variant="primary" icon={<Plus />}>
      {say("New role")}
    </LinkButton>
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Roles")}
        about="roles"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say(
          "What somebody may do. On the Team page you say who has which, and whether they see every app or only some.",
        )}
        actions={mayChange && roles.length > 0 ? add : undefined}
      />
      <Section
        title={
          roles.length > 0
            ? say("Roles of your own ({count:number})", { count: roles.length })
            : say("Roles of your own")
        }
        padded={false}
      >
        {roles.length > 0 ? (
          <ul className="divide-y divide-line">
            {roles.map((role) => (
              <RoleItem
                key={role.id}
                name={role.name}
                meaning={role.meaning}
                permissions={role.permissions}
                people={role.people}
                actions={
                  mayChange ? (
                    <>
                      <LinkButton
                        size="sm"
                        href={`/settings/roles/${role.id}`}
                        aria-label={say("Change the role {name}", { name: role.name })}
                      >
                        {say("Change")}
                      </LinkButton>
                      <DeleteRole id={role.id} name={role.name} />
                    </>
                  ) : undefined
                }
              />
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={<Users />}
            title={say("No role of your own yet")}
            action={mayChange ? add : undefined}
          >
            {mayChange
              ? say(
                  "Put one together from what an admin may do: for example refresh and reconnect, and nothing else.",
                )
              : say("An owner can make one from what an admin may do.")}
          </EmptyState>
        )}
      </Section>
      <Section title={say("Built in")} description={say("They stay as they are.")} padded={false}>
        <ul className="divide-y divide-line">
          {ROLES.map((role) => {
            const { roleName, roleMeaning, permissions } = builtIn(role);
            return (
              <RoleItem
                key={role}
                name={say.any(roleName)}
                meaning={say.any(roleMeaning)}
                permissions={permissions}
              />
            );
          })}
        </ul>
      </Section>
    </div>
  );
}
