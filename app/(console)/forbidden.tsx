import type { Metadata } from "next";
import { ErrorPanel } from "@/components/error-panel";
import { WayOut } from "@/app/_errors/way-out";
import { getViewer } from "@/lib/auth/session";
import { can, type Rights } from "@/lib/auth/roles";

export const metadata: Metadata = { title: "Not allowed" };

/** Why a page or an act was refused, and whom to ask. */
export default async function ConsoleForbidden() {
  const viewer = await getViewer();
  const who = viewer
    ? `You are signed in as ${viewer.email} with the role ${rolePhrase(viewer.rights)}`
    : "Your role does not include it.";
  const maySeeTeam = viewer !== null && can(viewer.rights, "people.read");
  return (
    <ErrorPanel
      headingLevel={1}
      tone="warning"
      title={
        viewer?.rights.role === "owner"
          ? "Portico refused this request"
          : "Your role does not allow this"
      }
      why={
        viewer?.rights.role === "owner"
          ? "It did not come from this console's own pages, which an owner's role cannot override."
          : who
      }
      next="Nothing was changed."
      todo={
        viewer?.rights.role === "owner"
          ? "Open the page again at the console's own address and try from there."
          : `Ask an owner or admin of this console to do it, or to change your role.${maySeeTeam ? " The team page lists them." : ""}`
      }
      actions={
        <>
          <WayOut href="/" variant="primary">
            Go to the overview
          </WayOut>
          {maySeeTeam ? <WayOut href="/team">See the team</WayOut> : null}
        </>
      }
      className="max-w-2xl"
    />
  );
}

/** The role and what it means, and the limit to apps, which takes away what concerns the whole installation. */
function rolePhrase({ roleName, roleMeaning, apps }: Rights): string {
  const meaning = roleMeaning ? `: ${roleMeaning}` : ".";
  return apps ? `${roleName}${meaning} You see some apps only.` : `${roleName}${meaning}`;
}
