import type { Metadata } from "next";
import { ErrorPanel } from "@/components/error-panel";
import { WayOut } from "@/app/_errors/way-out";
import { getViewer } from "@/lib/auth/session";
import { ROLE_LABELS, ROLE_MEANINGS } from "@/lib/auth/roles";

export const metadata: Metadata = { title: "Not allowed" };

/** Why a page or an act was refused, and whom to ask. */
export default async function ConsoleForbidden() {
  const viewer = await getViewer();
  const who = viewer
    ? `You are signed in as ${viewer.email} with the role ${ROLE_LABELS[viewer.role]}: ${ROLE_MEANINGS[viewer.role]}`
    : "Your role does not include it.";
  return (
    <ErrorPanel
      headingLevel={1}
      tone="warning"
      title={
        viewer?.role === "owner" ? "Portico refused this request" : "Your role does not allow this"
      }
      why={
        viewer?.role === "owner"
          ? "It did not come from this console's own pages, which an owner's role cannot override."
          : who
      }
      next="Nothing was changed."
      todo={
        viewer?.role === "owner"
          ? "Open the page again at the console's own address and try from there."
          : "Ask an owner or admin of this console to do it, or to change your role. The team page lists them."
      }
      actions={
        <>
          <WayOut href="/" variant="primary">
            Go to the overview
          </WayOut>
          <WayOut href="/team">See the team</WayOut>
        </>
      }
      className="max-w-2xl"
    />
  );
}
