import type { ReactNode } from "react";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { TabLinks } from "@/components/ui/tabs";
import { can, type Rights } from "@/lib/auth/roles";
import { say } from "@/lib/say/say";

/** The parts of an app, each at its own address below the app's. */
const PARTS = [
  { part: "overview", path: "", label: "Overview" },
  { part: "settings", path: "/settings", label: "Settings" },
  { part: "credentials", path: "/credentials", label: "Credentials" },
  { part: "ways-in", path: "/ways-in", label: "Ways in" },
  { part: "scopes", path: "/scopes", label: "Scopes" },
  { part: "use", path: "/use", label: "Use it" },
  { part: "danger", path: "/danger", label: "Danger" },
] as const;

type AppFrameProps = {
  app: { slug: string; name: string };
  part: (typeof PARTS)[number]["part"];
  rights: Rights;
  children: ReactNode;
};

/** Heading and tabs around every part of an app. */
export function AppFrame({ app, part, rights, children }: AppFrameProps) {
  const base = `/apps/${app.slug}`;
  const parts = PARTS.filter((one) => one.part !== "danger" || can(rights, "apps.write"));
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={app.name}
        about="one-app"
        breadcrumbs={[{ label: say("Apps"), href: "/apps" }]}
        actions={
          can(rights, "portals.connect") ? (
            <LinkButton href={`/portals/connect?app=${app.slug}`} variant="primary">
              {say("Connect portal")}
            </LinkButton>
          ) : undefined
        }
      />
      <TabLinks
        label={say("Parts of {app}", { app: app.name })}
        tabs={parts.map(({ part: name, path, label }) => ({
          href: `${base}${path}`,
          label: say(label),
          current: name === part,
        }))}
      />
      {children}
    </div>
  );
}
