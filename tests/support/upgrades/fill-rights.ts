import { changeOwnRole, createRole, deleteRole } from "@/lib/own-roles/manage";
import { getOwnRole, listOwnRoles } from "@/lib/own-roles/queries";
import { createRoleInput } from "@/lib/own-roles/schemas";
import { createPerson } from "@/lib/people/create-person";
import { invitePerson } from "@/lib/people/invites";
import { changeRole } from "@/lib/people/manage";
import { PEOPLES_PASSWORD } from "./fixture";
import type { FilledPeople } from "./fill-people";
import type { FilledPortals } from "./fill-portals";

/** Roles of the team's own, and people who see one app only. */
export async function fillRights({ owner }: FilledPeople, { app }: FilledPortals): Promise<void> {
  const made = createRoleInput.parse({
    name: "Onboarding",
    meaning: "Connects and refreshes.",
    permissions: ["portals.connect", "portals.refresh"],
  });
  const { id } = await createRole(owner, made);
  const { updatedAt } = await getOwnRole(owner, id);
  await changeOwnRole(owner, { roleId: id, updatedAt, ...made, meaning: "Connects portals." });
  const gone = await createRole(owner, createRoleInput.parse({ name: "Passing" }));
  await deleteRole(owner, gone.id);
  const limit = { reach: "some", appIds: [app.id] } as const;
  const { id: personId } = await createPerson(owner, {
    ...{ email: "lena@team.example", name: "Lena Limited", password: PEOPLES_PASSWORD },
    ...{ role: id, reach: limit.reach, appIds: [...limit.appIds] },
  });
  await changeRole(owner, { personId, role: "admin" });
  await changeRole(owner, { personId, role: id });
  const email = "later@team.example";
  await invitePerson(owner, { email, role: id, reach: "some", appIds: [app.id] });
  await listOwnRoles(owner);
}
