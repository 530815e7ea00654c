import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { CustomerPage } from "@/app/_customers/customer-page";
import { customerMetadata, getVisit } from "@/app/_customers/visit";
import { anonymousContext } from "@/lib/auth/session";
import { isAppError } from "@/lib/errors";
import { appSlug } from "@/lib/hubspot-apps/app-slug";
import { findInstallApp } from "@/lib/hubspot-apps/ways-in/install-link";
import { AskedFor } from "./asked-for";
import { InstallForm } from "./install-form";

type PageProps = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { name } = await load((await params).slug);
  return customerMetadata((say) => say("install.title", { app: name }), name);
}

/** Public: a customer's admin, without an account here, reads what the app asks for and goes on to HubSpot. */
export default async function InstallPage({ params }: PageProps) {
  const { slug, name: app, requiredScopes, optionalScopes } = await load((await params).slug);
  const { say, locale } = await getVisit();
  return (
    <CustomerPage
      title={say("install.title", { app })}
      instead={app}
      description={say("install.next")}
      note={say("install.who")}
      width="lg"
    >
      <AskedFor {...{ app, requiredScopes, optionalScopes, locale, say }} />
      <div className="mt-6 border-t border-line pt-5">
        <InstallForm slug={slug} label={say("install.go")} />
      </div>
    </CustomerPage>
  );
}

const load = cache(async (slug: string) => {
  if (!appSlug.safeParse(slug).success) notFound();
  try {
    const found = await findInstallApp(await anonymousContext(), slug);
    const { name, requiredScopes, optionalScopes } = found;
    return { slug: found.slug, name, requiredScopes, optionalScopes };
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
});
