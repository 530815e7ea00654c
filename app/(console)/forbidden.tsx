import { ErrorPanel } from "@/components/error-panel";
import { WayOut } from "@/app/_errors/way-out";
import { getViewer } from "@/lib/auth/session";
import { can, type Rights } from "@/lib/auth/roles";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";
import { sayRole } from "@/lib/say/say-role";

export const generateMetadata = titled("Not allowed");

/** Why a page or an act was refused, and whom to ask. */
export default async function ConsoleForbidden() {
  const viewer = await getViewer();
  const maySeeTeam = viewer !== null && can(viewer.rights, "people.read");
  const isOwner = viewer?.rights.role === "owner";
  return (
    <ErrorPanel
      headingLevel={1}
      tone="warning"
      title={isOwner ? say("Portico refused this request") : say("Your role does not allow this")}
      why={
        isOwner
          ? say(
              "It did not come from this console's own pages, which an owner's role cannot override.",
            )
          : viewer
            ? whoTheyAre(viewer.email, viewer.rights)
            : say("Your role does not include it.")
      }
      next={say("Nothing was changed.")}
      todo={
        isOwner
          ? say("Open the page again at the console's own address and try from there.")
          : [
              say("Ask an owner or admin of this console to do it, or to change your role."),
              ...(maySeeTeam ? [say("The team page lists them.")] : []),
            ].join(" ")
      }
      actions={
        <>
          <WayOut href="/" variant="primary">
            {say("Go to the overview")}
          </WayOut>
          {maySeeTeam ? <WayOut href="/team">{say("See the team")}</WayOut> : null}
        </>
      }
      className="max-w-2xl"
    />
  );
}

/** The role and what it means, and the limit to apps, which takes away what concerns the whole installation. */
function whoTheyAre(email: string, rights: Rights): string {
  const { name: role, meaning } = sayRole(rights);
  const who = meaning
    ? say("You are signed in as {email} with the role {role}: {meaning}", { email, role, meaning })
    : say("You are signed in as {email} with the role {role}.", { email, role });
  return rights.apps ? `${who} ${say("You see some apps only.")}` : who;
}
