import { PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { SignInAgain } from "./sign-in-again";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";

export const generateMetadata = titled("Sign in once more");

type Query = Record<string, string | string[] | undefined>;

/** In a window of its own: shows at the identity provider that it is still them, and leaves the form where it is. */
export default async function ProviderPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requirePage("self.manage");
  const isDone = (await searchParams)["done"] === "1";
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-6">
      <PageHeader title={say("Sign in once more")} />
      {isDone ? (
        <Alert tone="success" title={say("You have signed in again")}>
          {say("Close this window, and go on in the one you came from.")}
        </Alert>
      ) : (
        <Card>
          <SignInAgain label={ctx.env.oidc?.label ?? say("single sign-on")} />
        </Card>
      )}
    </div>
  );
}
