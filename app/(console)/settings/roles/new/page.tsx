import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { requirePage } from "@/lib/auth/session";
import { RoleForm } from "../role-form";

export const metadata: Metadata = { title: "New role · Settings" };

/** Makes a role from what an admin may do. */
export default async function NewRolePage() {
  await requirePage("roles.manage");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="New role"
        about="roles"
        breadcrumbs={[
          { label: "Settings", href: "/settings" },
          { label: "Roles", href: "/settings/roles" },
        ]}
        description="Choose what its people may do. Nobody can give a role that may do more than they may."
      />
      <RoleForm />
    </div>
  );
}
