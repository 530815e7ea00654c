import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth-card";
import { getAwaiting } from "@/lib/auth/awaiting";
import { getViewer } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";
import { safePath } from "@/lib/http/safe-path";
import { FactorForm } from "./factor-form";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";

export const generateMetadata = titled("Second factor");

type Query = Record<string, string | string[] | undefined>;

/** Public: the second step of signing in. */
export default async function FactorPage({ searchParams }: { searchParams: Promise<Query> }) {
  const given = (await searchParams)["callbackUrl"];
  const goTo = safePath(Array.isArray(given) ? given[0] : given, getEnv().origin);
  if (await getViewer()) redirect(goTo);
  const awaiting = await getAwaiting();
  if (!awaiting) redirect("/login");
  return (
    <AuthCard
      title={say("Second factor")}
      description={say("Signing in as {email}.", { email: awaiting.email })}
      footer={say(
        "Lost your phone and your recovery codes? Another owner or admin, or whoever runs this server, can take the second factor away.",
      )}
    >
      <FactorForm goTo={goTo} hasPasskeys={awaiting.hasPasskeys} />
    </AuthCard>
  );
}
