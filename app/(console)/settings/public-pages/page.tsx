import { PageHeader } from "@/components/page-header";
import { requirePage } from "@/lib/auth/session";
import { titled } from "@/lib/http/titled";
import { listApps } from "@/lib/hubspot-apps/queries";
import { getBrand } from "@/lib/public-pages/settings";
import { say } from "@/lib/say/say";
import { customerSay } from "@/lib/words/customer-words";
import { COMPANY_SLOT, type PreviewWords } from "./preview-words";
import { PublicPagesForm } from "./public-pages-form";

export const generateMetadata = titled("Public pages · Settings");

const SAMPLE_APP = "Acme Sync";

/** How the pages look on which customers connect their HubSpot account. */
export default async function PublicPagesPage() {
  const { ctx } = await requirePage("public_pages.manage");
  const brand = await getBrand(ctx);
  const [app] = await listApps(ctx);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say("Public pages")}
        about="public-pages"
        breadcrumbs={[{ label: say("Settings"), href: "/settings" }]}
        description={say(
          "What customers see when they connect their HubSpot account: your name, not Portico's.",
        )}
      />
      <PublicPagesForm brand={brand} words={previewWords(app?.name ?? SAMPLE_APP)} />
    </div>
  );
}

/** The install page's own words, in the first language. */
function previewWords(app: string): PreviewWords {
  const say = customerSay("en");
  return {
    app,
    title: say("install.title", { app }),
    next: say("install.next"),
    learns: say("install.learnsOnly", { app }),
    go: say("install.go"),
    who: say("install.who"),
    contact: say("contact.label"),
    // The name is put in while it is typed.
    contactFrom: say("contact.from", { company: COMPANY_SLOT }),
  };
}
