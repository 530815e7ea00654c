import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth-card";
import { Alert } from "@/components/ui/alert";
import { getAwaiting } from "@/lib/auth/awaiting";
import { anonymousContext, getViewer } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";
import { safePath } from "@/lib/http/safe-path";
import { isSetupOpen } from "@/lib/people/create-owner";
import { relyingPartyOf } from "@/lib/passkeys/relying-party";
import { getSignInRule } from "@/lib/single-sign-on/rule";
import { DemoNotice } from "../demo-notice";
import { WaysIn } from "./ways-in";
import { signInProblem } from "./sign-in-problem";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";

export const generateMetadata = titled("Sign in");

type Query = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** Public: this is where signing in happens. */
export default async function LoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const goTo = safePath(one(query["callbackUrl"]), getEnv().origin);
  if (await getViewer()) redirect(goTo);
  if (await getAwaiting()) redirect(`/login/factor?callbackUrl=${encodeURIComponent(goTo)}`);
  const error = one(query["error"]);
  const { oidc } = getEnv();
  return (
    <AuthCard
      title={say("Sign in")}
      banner={<DemoNotice />}
      footer={say(
        "Forgotten your password? An owner or admin of this console can make you a reset link.",
      )}
    >
      <Notice
        isSetupOpen={await isSetupOpen(await anonymousContext())}
        isSignedOut={one(query["signedOut"]) === "1"}
      />
      <WaysIn
        goTo={goTo}
        problem={error ? signInProblem(error, say) : undefined}
        ssoLabel={oidc?.label}
        hasPasskeys={relyingPartyOf(getEnv()) !== null}
        isLocalOn={!oidc || (await getSignInRule(await anonymousContext())).isLocalOn}
      />
    </AuthCard>
  );
}

function Notice(props: { isSetupOpen: boolean; isSignedOut: boolean }) {
  if (props.isSetupOpen) {
    return (
      <Alert tone="info" title={say("Portico is not set up yet")} className="mb-4">
        {say("There is no account to sign in with. Open the one-time link that npm start printed.")}
      </Alert>
    );
  }
  if (!props.isSignedOut) return null;
  return (
    <Alert tone="success" className="mb-4">
      {say("You are signed out.")}
    </Alert>
  );
}
