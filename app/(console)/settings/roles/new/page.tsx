import { PageHeader } from "@/components/page-header";
import { requirePage } from "@/lib/auth/session";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";
import { RoleForm } from "../role-form";

export const generateMetadata = titled("New role · Settings");

/** Makes a role from what an admin may do. */
export default async function NewRolePage() {
  await requirePage("roles.manage");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("New role")}
        about="roles"
        breadcrumbs={[
          { label: say("Settings"), href: "/settings" },
          { label: say("Roles"), href: "/settings/roles" },
        ]}
        description={say(
          "Choose what its people may do. Nobody can give a role that may do more than they may.",
        )}
      />
      <RoleForm />
    </div>
  );
}
