import type { Metadata } from "next";
import { Plus, Users } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { builtIn, can, ROLES } from "@/lib/auth/roles";
import { requirePage } from "@/lib/auth/session";
import { listOwnRoles } from "@/lib/own-roles/queries";
import { DeleteRole } from "./delete-role";
import { RoleItem } from "./role-item";

export const metadata: Metadata = { title: "Roles · Settings" };

/** What each role may do; owners make roles of the team's own. */
export default async function RolesPage() {
  const { ctx, viewer } = await requirePage("people.read");
  const roles = await listOwnRoles(ctx);
  const mayChange = can(viewer.rights, "roles.manage");
  const add = (
    <LinkButton href="/settings/roles/new" variant="primary" icon={<Plus />}>
      New role
    </LinkButton>
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Roles"
        about="roles"
        breadcrumbs={[{ label: "Settings", href: "/settings" }]}
        description="What somebody may do. On the Team page you say who has which, and whether they see every app or only some."
        actions={mayChange && roles.length > 0 ? add : undefined}
      />
      <Section
        title={roles.length > 0 ? `Roles of your own (${roles.length})` : "Roles of your own"}
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
                        aria-label={`Change the role ${role.name}`}
                      >
                        Change
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
            title="No role of your own yet"
            action={mayChange ? add : undefined}
          >
            {mayChange
              ? "Put one together from what an admin may do: for example refresh and reconnect, and nothing else."
              : "An owner can make one from what an admin may do."}
          </EmptyState>
        )}
      </Section>
      <Section title="Built in" description="They stay as they are." padded={false}>
        <ul className="divide-y divide-line">
          {ROLES.map((role) => {
            const { roleName, roleMeaning, permissions } = builtIn(role);
            return (
              <RoleItem
                key={role}
                name={roleName}
                meaning={roleMeaning}
                permissions={permissions}
              />
            );
          })}
        </ul>
      </Section>
    </div>
  );
}
