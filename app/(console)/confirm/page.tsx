import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { confirmMethods } from "@/lib/factors/step-up";
import { safePath } from "@/lib/http/safe-path";
import { ConfirmAndGoOn } from "./confirm-and-go-on";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";

export const generateMetadata = titled("Confirm that it is you");

type Query = Record<string, string | string[] | undefined>;

/** For downloads and other addresses that have no form to ask over. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requirePage("self.manage");
  const given = (await searchParams)["callbackUrl"];
  const goTo = safePath(Array.isArray(given) ? given[0] : given, ctx.env.origin);
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-6">
      <PageHeader
        title={say("Confirm that it is you")}
        description={say(
          "What you asked for needs more than an open browser. For ten minutes you will not be asked again.",
        )}
      />
      <Card>
        <ConfirmAndGoOn methods={await confirmMethods(ctx)} goTo={goTo} />
      </Card>
    </div>
  );
}
