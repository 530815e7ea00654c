import { Copyable } from "@/components/copyable";
import { PageHeader } from "@/components/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { listApps } from "@/lib/hubspot-apps/queries";
import { listOwnFactors } from "@/lib/factors/own-factors";
import { confirmMethods } from "@/lib/factors/step-up";
import { titled } from "@/lib/http/titled";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { listOwnSessions } from "@/lib/people/sessions";
import { say } from "@/lib/say/say";
import { sayRole } from "@/lib/say/say-role";
import packageJson from "@/package.json";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";
import { readingChoices } from "./reading-choices";
import { ReadingForm } from "./reading-form";
import { SessionsTable } from "./sessions-table";
import { SignOutEverywhere } from "./sign-out-everywhere";

export const generateMetadata = titled("Settings");

/** The viewer's own account, and facts about this installation. */
export default async function SettingsPage() {
  const { ctx, viewer } = await requirePage("self.manage");
  const [sessions, timeZone, reading, methods, { factors }] = await Promise.all([
    listOwnSessions(ctx),
    viewerTimeZone(),
    readingChoices(viewer),
    confirmMethods(ctx),
    listOwnFactors(ctx),
  ]);
  const now = ctx.now().toISOString();
  const limitedTo = viewer.rights.apps && (await listApps(ctx));
  const hasFactor = factors.length > 0 || methods.includes("passkey");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Settings")}
        about="settings"
        description={say("Your account, and facts about this installation.")}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Section id="profile" title={say("Profile")}>
          <DescriptionList className="mb-5">
            <DescriptionItem term={say("Email")}>{viewer.email}</DescriptionItem>
            <DescriptionItem term={say("Role")}>
              {sayRole(viewer.rights).name}
              <span className="block text-sm text-ink-faint">{sayRole(viewer.rights).meaning}</span>
            </DescriptionItem>
            {limitedTo ? (
              <DescriptionItem term={say("Apps")}>
                {limitedTo.map(({ name }) => name).join(", ") || say("None is left")}
                <span className="block text-sm text-ink-faint">
                  {say("You see these alone. What concerns the whole installation is not yours.")}
                </span>
              </DescriptionItem>
            ) : null}
          </DescriptionList>
          <ProfileForm name={viewer.name} />
        </Section>
        <Section
          id="reading"
          title={say("Language and time zone")}
          description={say("How you read the console. Exports and the API stay in UTC.")}
        >
          <ReadingForm {...reading} />
        </Section>
        <Section
          id="password"
          title={say("Password")}
          description={say("Changing it ends your other sessions; this one stays.")}
        >
          {methods.includes("password") ? (
            <PasswordForm email={viewer.email} />
          ) : (
            <p className="text-ink-muted">
              {say("You have none. You come in through {provider}.", {
                provider: ctx.env.oidc?.label ?? say("single sign-on"),
              })}
            </p>
          )}
        </Section>
        <Section
          id="second-factor"
          title={say("Second factor")}
          description={say("A passkey, or a code of your phone beside the password.")}
        >
          <div className="flex flex-wrap items-center gap-3">
            {hasFactor ? (
              <Badge tone="ok">{say("On")}</Badge>
            ) : (
              <Badge tone={viewer.enrolBy ? "warn" : "neutral"}>{say("Off")}</Badge>
            )}
            <LinkButton href="/settings/security">
              {hasFactor ? say("Manage") : say("Set up")}
            </LinkButton>
          </div>
        </Section>
      </div>
      <Section
        id="sessions"
        title={say("Sessions")}
        description={say(
          "A session ends after an hour without use, and twelve hours after signing in.",
        )}
        actions={<SignOutEverywhere sessions={sessions.length} />}
        padded={false}
      >
        <SessionsTable sessions={sessions} now={now} timeZone={timeZone} />
      </Section>
      {can(viewer.rights, "api_keys.manage") ? (
        <Section
          id="api-keys"
          title={say("API keys")}
          description={say(
            "With a key a service gets working access tokens from Portico over the API.",
          )}
        >
          <LinkButton href="/settings/api-keys">{say("Manage API keys")}</LinkButton>
        </Section>
      ) : null}
      {can(viewer.rights, "alerts.manage") ? (
        <Section
          id="alerts"
          title={say("Alerts")}
          description={say("Who hears of it when a portal connects, breaks or recovers.")}
        >
          <div className="flex flex-wrap gap-2">
            <LinkButton href="/settings/webhooks">{say("Manage webhooks")}</LinkButton>
            <LinkButton href="/settings/notifications">{say("Slack and e-mail")}</LinkButton>
          </div>
        </Section>
      ) : null}
      {can(viewer.rights, "public_pages.manage") ? (
        <Section
          id="public-pages"
          title={say("Public pages")}
          description={say(
            "Your name, logo, colour and languages on the pages that customers see.",
          )}
        >
          <LinkButton href="/settings/public-pages">{say("Change public pages")}</LinkButton>
        </Section>
      ) : null}
      {can(viewer.rights, "people.read") ? (
        <Section
          id="roles"
          title={say("Roles")}
          description={say("What each role may do, and roles of your own.")}
        >
          <LinkButton href="/settings/roles">{say("Open roles")}</LinkButton>
        </Section>
      ) : null}
      <Section
        id="system"
        title={say("System")}
        actions={
          can(viewer.rights, "system.read") ? (
            <>
              {can(viewer.rights, "system.manage") ? (
                <LinkButton href="/settings/sign-in">{say("Single sign-on")}</LinkButton>
              ) : null}
              <LinkButton href="/settings/data">{say("Data and retention")}</LinkButton>
              <LinkButton href="/settings/system">{say("Open system")}</LinkButton>
            </>
          ) : undefined
        }
      >
        <DescriptionList columns={3}>
          <DescriptionItem term={say("Version")}>{packageJson.version}</DescriptionItem>
          <DescriptionItem term={say("Public address")}>{ctx.env.origin}</DescriptionItem>
          <DescriptionItem term={say("Times are shown in")}>{timeZone}</DescriptionItem>
          <DescriptionItem term={say("Redirect URI for HubSpot apps")} className="sm:col-span-2">
            <Copyable value={`${ctx.env.origin}/oauth/callback`} label={say("Copy redirect URI")} />
          </DescriptionItem>
        </DescriptionList>
      </Section>
    </div>
  );
}
