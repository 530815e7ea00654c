import { notFound } from "next/navigation";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { appSlug } from "@/lib/hubspot-apps/app-slug";
import { getApp, type AppView } from "@/lib/hubspot-apps/queries";

export type AppPageProps = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The app of an address; the page for missing things when there is none. */
export async function loadApp(ctx: Context, slug: string): Promise<AppView> {
  if (!appSlug.safeParse(slug).success) notFound();
  try {
    return await getApp(ctx, slug);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
