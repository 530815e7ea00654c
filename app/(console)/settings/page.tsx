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
        title="Settings"
        about="settings"
        description="Your account, and facts about this installation."
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Section id="profile" title="Profile">
          <DescriptionList className="mb-5">
            <DescriptionItem term="Email">{viewer.email}</DescriptionItem>
            <DescriptionItem term="Role">
              {viewer.rights.roleName}
              <span className="block text-sm text-ink-faint">{viewer.rights.roleMeaning}</span>
            </DescriptionItem>
            {limitedTo ? (
              <DescriptionItem term="Apps">
                {limitedTo.map(({ name }) => name).join(", ") || "None is left"}
                <span className="block text-sm text-ink-faint">
                  You see these alone. What concerns the whole installation is not yours.
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
          title="Password"
          description="Changing it ends your other sessions; this one stays."
        >
          {methods.includes("password") ? (
            <PasswordForm email={viewer.email} />
          ) : (
            <p className="text-ink-muted">
              You have none. You come in through {ctx.env.oidc?.label ?? "single sign-on"}.
            </p>
          )}
        </Section>
        <Section
          id="second-factor"
          title="Second factor"
          description="A passkey, or a code of your phone beside the password."
          className="lg:col-span-2"
        >
          <div className="flex flex-wrap items-center gap-3">
            {hasFactor ? (
              <Badge tone="ok">On</Badge>
            ) : (
              <Badge tone={viewer.enrolBy ? "warn" : "neutral"}>Off</Badge>
            )}
            <LinkButton href="/settings/security">{hasFactor ? "Manage" : "Set up"}</LinkButton>
          </div>
        </Section>
      </div>
      <Section
        id="sessions"
        title="Sessions"
        description="A session ends after an hour without use, and twelve hours after signing in."
        actions={<SignOutEverywhere sessions={sessions.length} />}
        padded={false}
      >
        <SessionsTable sessions={sessions} now={now} timeZone={timeZone} />
      </Section>
      {can(viewer.rights, "api_keys.manage") ? (
        <Section
          id="api-keys"
          title="API keys"
          description="With a key a service gets working access tokens from Portico over the API."
        >
          <LinkButton href="/settings/api-keys">Manage API keys</LinkButton>
        </Section>
      ) : null}
      {can(viewer.rights, "alerts.manage") ? (
        <Section
          id="alerts"
          title="Alerts"
          description="Who hears of it when a portal connects, breaks or recovers."
        >
          <div className="flex flex-wrap gap-2">
            <LinkButton href="/settings/webhooks">Manage webhooks</LinkButton>
            <LinkButton href="/settings/notifications">Slack and e-mail</LinkButton>
          </div>
        </Section>
      ) : null}
      {can(viewer.rights, "public_pages.manage") ? (
        <Section
          id="public-pages"
          title="Public pages"
          description="Your name, logo, colour and languages on the pages that customers see."
        >
          <LinkButton href="/settings/public-pages">Change public pages</LinkButton>
        </Section>
      ) : null}
      {can(viewer.rights, "people.read") ? (
        <Section
          id="roles"
          title="Roles"
          description="What each role may do, and roles of your own."
        >
          <LinkButton href="/settings/roles">Open roles</LinkButton>
        </Section>
      ) : null}
      <Section
        id="system"
        title="System"
        actions={
          can(viewer.rights, "system.read") ? (
            <>
              {can(viewer.rights, "system.manage") ? (
                <LinkButton href="/settings/sign-in">Single sign-on</LinkButton>
              ) : null}
              <LinkButton href="/settings/data">Data and retention</LinkButton>
              <LinkButton href="/settings/system">Open system</LinkButton>
            </>
          ) : undefined
        }
      >
        <DescriptionList columns={3}>
          <DescriptionItem term="Version">{packageJson.version}</DescriptionItem>
          <DescriptionItem term="Public address">{ctx.env.origin}</DescriptionItem>
          <DescriptionItem term="Times are shown in">{timeZone}</DescriptionItem>
          <DescriptionItem term="Redirect URI for HubSpot apps" className="sm:col-span-2">
            <Copyable value={`${ctx.env.origin}/oauth/callback`} label="Copy redirect URI" />
          </DescriptionItem>
        </DescriptionList>
      </Section>
    </div>
  );
}
