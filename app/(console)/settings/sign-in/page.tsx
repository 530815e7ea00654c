import { Copyable } from "@/components/copyable";
import { PageHeader } from "@/components/page-header";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { titled } from "@/lib/http/titled";
import { listOwnRoles } from "@/lib/own-roles/queries";
import { listOwnersWithPassword } from "@/lib/people/queries";
import { say } from "@/lib/say/say";
import { getSignInRule } from "@/lib/single-sign-on/rule";
import { SignInRuleForm } from "./sign-in-rule-form";

export const generateMetadata = titled("Single sign-on · Settings");

/** Through which identity provider people come in, and as what. */
export default async function SignInPage() {
  const { ctx } = await requirePage("system.manage");
  const { oidc, origin } = ctx.env;
  const [rule, owners, own] = await Promise.all([
    getSignInRule(ctx),
    listOwnersWithPassword(ctx),
    listOwnRoles(ctx),
  ]);
  const roles = own.map(({ id, name }) => ({ id, name }));
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Single sign-on")}
        about="single-sign-on"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say(
          "People come in through your company's identity provider, by OpenID Connect.",
        )}
      />
      <Section
        title={say("Identity provider")}
        description={say(
          "Make a web application there with these addresses, for the authorization code with PKCE.",
        )}
      >
        <DescriptionList>
          <DescriptionItem term={say("Issuer")}>
            {oidc?.issuer ?? say("Not set up")}
          </DescriptionItem>
          <DescriptionItem term={say("Client ID")}>
            {oidc?.clientId ?? say("Not set up")}
          </DescriptionItem>
          <DescriptionItem term={say("Redirect URI")}>
            <Copyable value={`${origin}/api/auth/callback/oidc`} label={say("Copy redirect URI")} />
          </DescriptionItem>
          <DescriptionItem term={say("Back-channel logout URI")}>
            <Copyable
              value={`${origin}/api/oidc/back-channel-logout`}
              label={say("Copy back-channel logout URI")}
            />
          </DescriptionItem>
        </DescriptionList>
        {oidc ? null : (
          <p className="mt-4 text-ink-muted">
            {say(
              "Then set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET where this server gets its settings, and restart it. OIDC_LABEL is the name people see.",
            )}
          </p>
        )}
      </Section>
      {oidc ? (
        <Section title={say("Who comes in")} description={say("Holds from the next sign-in on.")}>
          <SignInRuleForm rule={rule} owners={owners} roles={roles} label={oidc.label} />
        </Section>
      ) : null}
    </div>
  );
}
