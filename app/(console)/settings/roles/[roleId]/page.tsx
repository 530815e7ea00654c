import { notFound } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { requirePage } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { titled } from "@/lib/http/titled";
import { getOwnRole, type OwnRoleView } from "@/lib/own-roles/queries";
import { say } from "@/lib/say/say";
import { RoleForm } from "../role-form";

export const generateMetadata = titled("Role · Settings");

type PageProps = { params: Promise<{ roleId: string }> };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Changes what a role of the team's own may do. */
export default async function RolePage({ params }: PageProps) {
  const { ctx } = await requirePage("roles.manage");
  const role = await load(ctx, (await params).roleId);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={role.name}
        about="roles"
        breadcrumbs={[
          { label: say("Settings"), href: "/settings" },
          { label: say("Roles"), href: "/settings/roles" },
        ]}
        description={
          role.people.length > 0
            ? say("Holds at the next click of {people}.", { people: role.people.join(", ") })
            : say("Nobody has this role yet.")
        }
      />
      <RoleForm role={{ ...role, updatedAt: role.updatedAt.toISOString() }} />
    </div>
  );
}

async function load(ctx: Context, id: string): Promise<OwnRoleView> {
  if (!UUID.test(id)) notFound();
  try {
    return await getOwnRole(ctx, id);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
