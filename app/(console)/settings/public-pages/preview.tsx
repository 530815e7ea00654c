import clsx from "clsx";
import { useCallback } from "react";
import { CustomerFace } from "@/app/_customers/customer-face";
import { buttonClass } from "@/components/ui/button-class";
import type { Brand } from "@/lib/public-pages/brand";
import { brandProperties } from "@/lib/public-pages/brand-sheet";
import { useSay } from "#say";
import { COMPANY_SLOT, type PreviewWords } from "./preview-words";

type PreviewProps = {
  brand: Pick<Brand, "company" | "colour" | "contact">;
  /** Address of the picture; undefined without one. */
  logo: string | undefined;
  words: PreviewWords;
};

/** The install page in both themes, with the frame that customers see. Nothing in it can be used. */
export function Preview(props: PreviewProps) {
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <InTheme {...props} theme="light" />
      <InTheme {...props} theme="dark" />
    </div>
  );
}

function InTheme({ brand, logo, words, theme }: PreviewProps & { theme: "light" | "dark" }) {
  const say = useSay();
  // Not as an attribute: the page's policy takes none from the server.
  const paint = useCallback(
    (box: HTMLElement | null) => {
      for (const [name, value] of brandProperties(brand.colour))
        box?.style.setProperty(name, value);
    },
    [brand.colour],
  );
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-sm text-ink-faint">
        {theme === "light" ? say("In light") : say("In dark")}
      </figcaption>
      <div
        ref={paint}
        inert
        lang="en"
        className={clsx(
          theme,
          brand.colour && "branded",
          "rounded-lg border border-line bg-canvas p-4 text-ink",
        )}
      >
        <CustomerFace
          brand={brand}
          logo={logo ? { src: logo, alt: "" } : null}
          instead={words.app}
          heading={<p className="text-xl font-semibold tracking-tight">{words.title}</p>}
          description={words.next}
          note={words.who}
          contactLabel={
            brand.company
              ? words.contactFrom.replace(COMPANY_SLOT, () => brand.company)
              : words.contact
          }
        >
          <p>{words.learns}</p>
          <p className="mt-6 border-t border-line pt-5">
            <span className={buttonClass({ variant: "primary" })}>{words.go}</span>
          </p>
        </CustomerFace>
      </div>
    </figure>
  );
}
