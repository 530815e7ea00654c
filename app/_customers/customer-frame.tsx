import clsx from "clsx";
import type { ReactNode } from "react";
import { logoPath } from "@/lib/public-pages/brand";
import { brandSheetPath } from "@/lib/public-pages/brand-sheet";
import { LOCALE_NAMES, PSEUDO_LOCALE } from "@/lib/words/locales";
import { CustomerFace, type CustomerFaceProps } from "./customer-face";
import { getVisit, type Visit } from "./visit";

export type CustomerFrameProps = Pick<
  CustomerFaceProps,
  "instead" | "description" | "note" | "isProblem" | "width" | "children"
> & {
  title: ReactNode;
  /** Above everything: the demo notice. */
  banner?: ReactNode;
  /** At the foot, beside the languages. */
  controls?: ReactNode;
};

/**
 * What all pages for customers stand in: their supplier's name, picture and colour, and no word of this product. It has
 * no script of its own, because every page of the product carries the pages for what is not found or not allowed.
 */
export async function CustomerFrame({ title, banner, controls, ...face }: CustomerFrameProps) {
  const visit = await getVisit();
  const { brand, locale, say } = visit;
  const alt = say("logo.alt", { company: brand.company });
  const logo = brand.logo && {
    src: logoPath(brand.logo),
    alt: brand.company ? alt : "",
    width: brand.logo.width,
    height: brand.logo.height,
  };
  return (
    <div lang={locale} className={clsx("flex min-h-dvh flex-col", brand.colour && "branded")}>
      {brand.colour ? (
        <link rel="stylesheet" href={brandSheetPath(brand.colour)} precedence="brand" />
      ) : null}
      {banner}
      <main
        id="content"
        tabIndex={-1}
        className="flex flex-1 flex-col items-center px-4 py-8 outline-none sm:justify-center sm:py-12"
      >
        <CustomerFace
          {...face}
          brand={brand}
          logo={logo}
          contactLabel={contactLabel(visit)}
          heading={
            <h1 tabIndex={-1} className="rounded text-xl font-semibold tracking-tight">
              {title}
            </h1>
          }
        />
      </main>
      <footer className="flex flex-wrap items-center justify-center gap-x-6 gap-y-3 p-4">
        <LanguageSwitch {...visit} />
        {controls}
      </footer>
    </div>
  );
}

function contactLabel({ brand: { company }, say }: Visit): string {
  return company ? say("contact.from", { company }) : say("contact.label");
}

function LanguageSwitch({ offered, locale: current, path, say }: Visit) {
  const choices = offered.filter((locale) => locale !== PSEUDO_LOCALE);
  if (choices.length < 2) return null;
  return (
    <nav aria-label={say("language.label")}>
      <ul className="flex flex-wrap gap-x-1">
        {choices.map((locale) => (
          <li key={locale}>
            {/* A whole load: the language of the document changes. */}
            <a
              href={inLanguage(path, locale)}
              lang={locale}
              hrefLang={locale}
              aria-current={locale === current ? "true" : undefined}
              className="inline-flex h-7 items-center rounded px-2 text-sm text-ink-faint not-aria-[current]:underline hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
            >
              {LOCALE_NAMES[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same page in another language: the rest of its query stays. */
function inLanguage(path: string, locale: string): string {
  const search = new URLSearchParams(path.split("?")[1] ?? "");
  search.set("lang", locale);
  return `?${search.toString()}`;
}
