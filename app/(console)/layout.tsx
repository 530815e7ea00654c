import { Activity, BookOpen, Boxes, Home, Plug, ScanSearch, Users } from "lucide-react";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import type { NavItem } from "@/components/shell/nav-links";
import { ToastProvider } from "@/components/ui/popup/toast";
import { Words } from "@/components/words/words";
import { TimeZoneSync } from "@/components/time-zone-sync";
import { getViewer, contextOf } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { TIME_ZONE_COOKIE } from "@/lib/http/time-zone-cookie";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { say } from "@/lib/say/say";
import { sayRole } from "@/lib/say/say-role";
import { countTrouble } from "@/lib/portals/look-up/overview";
import { readCursor } from "@/lib/live/changes";
import { StepUpProvider } from "../_forms/step-up/step-up-dialog";
import { CommandBar } from "./_palette/command-bar";
import { placesFor } from "./_palette/places";
import { LiveUpdates } from "./_live/live-updates";
import { signOutAction } from "./actions";
import { noticesFor } from "./notices";

/** Whoever has none of them looks, and changes nothing of a connection. */
const CHANGES = [
  "portals.connect",
  "portals.refresh",
  "portals.revoke",
  "portals.uninstall",
  "portals.import",
  "apps.write",
] as const;

/** Navigation around every console page. It decides nothing about access: each page asks for itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer();
  // The page below sends people without a session to the sign-in page.
  if (!viewer) return children;
  const ctx = await contextOf(viewer);
  // Nothing is told to somebody who must set a second factor up first.
  const trouble = viewer.mustEnrol ? 0 : await countTrouble(ctx);
  const nav: NavItem[] = [
    { href: "/", label: say("Overview"), icon: <Home /> },
    {
      href: "/portals",
      label: say("Portals"),
      icon: <Plug />,
      count: trouble,
      countLabel: say("need attention"),
    },
    ...(can(viewer.rights, "apps.read")
      ? [{ href: "/apps", label: say("Apps"), icon: <Boxes /> }]
      : []),
    ...(can(viewer.rights, "tokens.inspect")
      ? [{ href: "/inspector", label: say("Inspector"), icon: <ScanSearch /> }]
      : []),
    ...(can(viewer.rights, "activity.read")
      ? [{ href: "/activity", label: say("Activity"), icon: <Activity /> }]
      : []),
    ...(can(viewer.rights, "people.read")
      ? [{ href: "/team", label: say("Team"), icon: <Users /> }]
      : []),
    { href: "/docs", label: say("Docs"), icon: <BookOpen /> },
  ];
  const isReadOnly = !CHANGES.some((permission) => can(viewer.rights, permission));
  return (
    <Words of="shell">
      <ToastProvider>
        <AppShell
          nav={nav}
          person={{
            name: viewer.name,
            email: viewer.email,
            roleLabel: sayRole(viewer.rights).name,
            profileHref: "/settings",
            signOutAction,
          }}
          readOnly={isReadOnly ? {} : undefined}
          search={
            viewer.mustEnrol ? null : (
              <CommandBar personId={viewer.personId} places={placesFor(viewer.rights, say)} />
            )
          }
          banner={await noticesFor(ctx)}
        >
          {viewer.mustEnrol ? null : <LiveUpdates cursor={await readCursor(ctx)} />}
          {viewer.timeZone ? null : (
            <TimeZoneSync cookie={TIME_ZONE_COOKIE} current={await viewerTimeZone()} />
          )}
          <StepUpProvider>{children}</StepUpProvider>
        </AppShell>
      </ToastProvider>
    </Words>
  );
}
