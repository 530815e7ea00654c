import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { requirePage } from "@/lib/auth/session";
import { SignInAgain } from "./sign-in-again";

export const metadata: Metadata = { title: "Sign in once more" };

type Query = Record<string, string | string[] | undefined>;

/** In a window of its own: shows at the identity provider that it is still them, and leaves the form where it is. */
export default async function ProviderPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requirePage("self.manage");
  const isDone = (await searchParams)["done"] === "1";
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-6">
      <PageHeader title="Sign in once more" />
      {isDone ? (
        <Alert tone="success" title="You have signed in again">
          Close this window, and go on in the one you came from.
        </Alert>
      ) : (
        <Card>
          <SignInAgain label={ctx.env.oidc?.label ?? "single sign-on"} />
        </Card>
      )}
    </div>
  );
}
