import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { listAllSessions } from "@/lib/people/queries";
import { AllSessionsTable } from "./all-sessions-table";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Sessions · Team");

/** Everybody who is signed in now, for owners. */
export default async function SessionsPage() {
  const { ctx } = await requirePage("people.manage_owners");
  const [sessions, timeZone] = await Promise.all([listAllSessions(ctx), viewerTimeZone()]);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Sessions")}
        about="sessions"
        breadcrumbs={[{ label: say("Team"), href: "/team" }]}
        description={say(
          "Everybody who is signed in now. To keep somebody out as well, disable them.",
        )}
      />
      <Section title={say("Signed in ({n:number})", { n: sessions.length })} padded={false}>
        <AllSessionsTable sessions={sessions} now={ctx.now().toISOString()} timeZone={timeZone} />
      </Section>
    </div>
  );
}
