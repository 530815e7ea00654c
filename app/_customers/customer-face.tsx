import clsx from "clsx";
import type { ReactNode } from "react";
import type { Brand } from "@/lib/public-pages/brand";
import { contactLink } from "@/lib/public-pages/contact";

export type CustomerFaceProps = {
  brand: Pick<Brand, "company" | "colour" | "contact">;
  /** The company's picture; null where there is none. */
  logo: { src: string; alt: string; width?: number; height?: number } | null;
  /** Stands at the top where there is neither logo nor company: the app's name, or nothing. */
  instead?: string;
  /** The page's h1; a preview brings another element. */
  heading: ReactNode;
  description?: ReactNode;
  /** Under the card. */
  note?: ReactNode;
  /** Before the contact, for example "Questions?". */
  contactLabel: string;
  /** Failures say whom to ask inside the card. */
  isProblem?: boolean;
  width?: "sm" | "lg";
  children: ReactNode;
};

/** What a customer sees between the top and the foot of a page. Plain enough to be shown as a preview, too. */
export function CustomerFace(props: CustomerFaceProps) {
  const { brand, logo, instead, heading, description, note, isProblem, width = "sm" } = props;
  const contact = brand.contact ? (
    <Contact contact={brand.contact} label={props.contactLabel} />
  ) : null;
  return (
    <div className={clsx("w-full wrap-anywhere", width === "lg" ? "max-w-2xl" : "max-w-md")}>
      <CompanyMark company={brand.company || (instead ?? "")} logo={logo} />
      <div className="overflow-hidden rounded-xl border border-line bg-surface shadow-card">
        {brand.colour ? <div className="h-1 bg-accent" /> : null}
        <div className="p-5 sm:p-7">
          {heading}
          {description ? <p className="mt-1 text-ink-muted">{description}</p> : null}
          <div className="mt-5">{props.children}</div>
          {isProblem && contact ? (
            <div className="mt-5 border-t border-line pt-4">{contact}</div>
          ) : null}
        </div>
      </div>
      {note ? <div className="mt-4 text-sm text-ink-faint">{note}</div> : null}
      {isProblem ? null : contact && <div className="mt-4 text-sm">{contact}</div>}
    </div>
  );
}

function CompanyMark({ company, logo }: { company: string; logo: CustomerFaceProps["logo"] }) {
  if (logo) {
    const { alt, ...size } = logo;
    return (
      <div className="mb-6">
        {/* eslint-disable-next-line @next/next/no-img-element -- small, kept for ever, and of our own origin */}
        <img
          {...size}
          alt={alt}
          className="brand-logo h-auto max-h-12 w-auto max-w-60 object-contain"
        />
      </div>
    );
  }
  return company ? <p className="mb-6 text-lg font-semibold tracking-tight">{company}</p> : null;
}

function Contact({ contact, label }: { contact: string; label: string }) {
  const { href, label: words } = contactLink(contact);
  return (
    <p className="text-ink-muted">
      {label}{" "}
      <a
        href={href}
        className="inline-flex min-h-6 items-center font-medium text-accent-text underline underline-offset-2"
      >
        {words}
      </a>
    </p>
  );
}
