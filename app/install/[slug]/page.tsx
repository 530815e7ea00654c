import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DemoNotice } from "@/app/(public)/demo-notice";
import { AuthCard } from "@/components/auth-card";
import { anonymousContext } from "@/lib/auth/session";
import { isAppError } from "@/lib/errors";
import { appSlug } from "@/lib/hubspot-apps/app-slug";
import { findInstallApp } from "@/lib/hubspot-apps/ways-in/install-link";
import { AskedFor } from "./asked-for";
import { InstallForm } from "./install-form";

type PageProps = { params: Promise<{ slug: string }> };

export const metadata: Metadata = { title: "Connect to HubSpot" };

/** Public: a customer's admin, without an account here, reads what the app asks for and goes on to HubSpot. */
export default async function InstallPage({ params }: PageProps) {
  const app = await load((await params).slug);
  return (
    <AuthCard
      title={`Connect ${app.name} to HubSpot`}
      description="HubSpot shows its own page next. You choose the account there and agree, or cancel."
      banner={<DemoNotice />}
      footer="In HubSpot, only a super admin or somebody with App Marketplace access can connect an app."
      width="lg"
      className="wrap-anywhere"
    >
      <AskedFor
        appName={app.name}
        requiredScopes={app.requiredScopes}
        optionalScopes={app.optionalScopes}
      />
      <div className="mt-6 border-t border-line pt-5">
        <InstallForm slug={app.slug} />
      </div>
    </AuthCard>
  );
}

async function load(slug: string) {
  if (!appSlug.safeParse(slug).success) notFound();
  try {
    const found = await findInstallApp(await anonymousContext(), slug);
    const { name, requiredScopes, optionalScopes } = found;
    return { slug: found.slug, name, requiredScopes, optionalScopes };
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
