import { PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/card";
import { can } from "@/lib/auth/roles";
import { requirePage } from "@/lib/auth/session";
import { listOwnFactors } from "@/lib/factors/own-factors";
import { getFactorRule } from "@/lib/factors/rule";
import { formatDateTime } from "@/lib/format";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { listOwnPasskeys } from "@/lib/passkeys/own-passkeys";
import { relyingPartyOf } from "@/lib/passkeys/relying-party";
import { say } from "@/lib/say/say";
import { AddFactor } from "./add-factor";
import { AddPasskey } from "./add-passkey";
import { FactorList } from "./factor-list";
import { PasskeyList } from "./passkey-list";
import { RecoveryCodes } from "./recovery-codes";
import { RuleForm } from "./rule-form";

export const generateMetadata = titled("Second factor · Settings");

/** The viewer's own second factors, and for owners who must have one. */
export default async function SecurityPage() {
  const { ctx, viewer } = await requirePage("self.manage");
  const mayManage = can(viewer.rights, "system.manage");
  const [{ factors, codesLeft }, passkeys, timeZone, rule] = await Promise.all([
    listOwnFactors(ctx),
    listOwnPasskeys(ctx),
    viewerTimeZone(),
    mayManage ? getFactorRule(ctx) : null,
  ]);
  const clock = { now: ctx.now().toISOString(), timeZone };
  const count = factors.length + passkeys.length;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Second factor")}
        about="second-factor"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say("With one, your password alone signs nobody in.")}
      />
      {viewer.enrolBy ? (
        <Alert
          tone={viewer.mustEnrol ? "danger" : "warning"}
          title={
            viewer.mustEnrol
              ? say("Set up a second factor to go on")
              : say("Set up a second factor until {when}", {
                  when: formatDateTime(viewer.enrolBy, timeZone, { lang: say.lang }),
                })
          }
        >
          {say("An owner of this console asks it of everybody with your role.")}
        </Alert>
      ) : null}
      <Section
        title={say("Passkeys")}
        description={say(
          "Sign in with a fingerprint, a face or the PIN of a device, and without your password. Nobody can talk you out of one.",
        )}
      >
        <div className="flex flex-col gap-5">
          <PasskeyList passkeys={passkeys} {...clock} />
          {relyingPartyOf(ctx.env) ? (
            <AddPasskey isFirst={count === 0} />
          ) : (
            <p className="text-ink-muted">
              {say(
                "Browsers allow passkeys only at a name with https, and this console is at {origin}. Whoever runs it sets PORTICO_URL.",
                { origin: ctx.env.origin },
              )}
            </p>
          )}
        </div>
      </Section>
      <Section
        title={say("Authenticator apps")}
        description={say(
          "An app on your phone, or a password manager, that shows a new code every 30 seconds.",
        )}
      >
        <div className="flex flex-col gap-5">
          <FactorList factors={factors} isLast={count === 1} {...clock} />
          <AddFactor isFirst={factors.length === 0} />
        </div>
      </Section>
      {count > 0 ? (
        <Section
          title={say("Recovery codes")}
          description={say("Each signs you in once, when the phone is not at hand.")}
        >
          <RecoveryCodes left={codesLeft} />
        </Section>
      ) : null}
      {rule ? (
        <Section
          title={say("Who must have one")}
          description={say(
            "Whoever has none when the days are over can do nothing but set one up.",
          )}
        >
          <RuleForm rule={rule} />
        </Section>
      ) : null}
    </div>
  );
}
