import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { Link } from "@/components/ui/link";
import { getViewer, requirePage } from "@/lib/auth/session";
import { readDocument } from "@/lib/docs/read";
import type { DocumentSection } from "@/lib/docs/sections";
import { findDocument, neighboursOf, type Document } from "@/lib/docs/shelf";
import { Blocks } from "../_markdown/blocks";
import { say } from "@/lib/say/say";

type Params = { params: Promise<{ document: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  // The page itself tells what is wrong with the database.
  await getViewer().catch(() => null);
  const document = findDocument((await params).document);
  if (!document) return { title: say("Documentation") };
  return { title: say("{document} - Documentation", { document: say.any(document.title) }) };
}

/** Documents are English, whatever the console speaks; where both do, nothing needs to be said. */
function documentsLang(): "en" | undefined {
  return say.lang === "en" ? undefined : "en";
}

/** One document, with what is on the page beside it. */
export default async function DocumentPage({ params }: Params) {
  await requirePage("portals.read");
  const { document: slug } = await params;
  const document = await readDocument(slug);
  if (!document) notFound();
  const [first, ...rest] = document.sections;
  const { previous, next } = neighboursOf(slug);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={<span lang={documentsLang()}>{first?.title ?? document.title}</span>}
        breadcrumbs={[{ label: say("Documentation"), href: "/docs" }]}
      />
      <div className="grid gap-x-10 gap-y-5 xl:grid-cols-[minmax(0,48rem)_14rem]">
        <article
          lang={documentsLang()}
          className="flex min-w-0 flex-col gap-6 leading-relaxed text-ink-muted"
        >
          {first ? <Blocks tokens={first.tokens} slug={slug} /> : null}
          {rest.map((section) => (
            <SectionOf key={section.anchor} section={section} slug={slug} />
          ))}
          <nav
            aria-label={say("Other documents")}
            lang={say.lang === "en" ? undefined : say.lang}
            className="flex justify-between gap-4 border-t border-line pt-4"
          >
            <Neighbour document={previous} word={say("Before")} />
            <Neighbour document={next} word={say("Next")} className="ms-auto text-end" />
          </nav>
        </article>
        <Contents sections={rest} />
      </div>
    </div>
  );
}

function SectionOf({ section, slug }: { section: DocumentSection; slug: string }) {
  const Heading = section.depth === 2 ? "h2" : "h3";
  return (
    <section aria-labelledby={section.anchor} className="flex flex-col gap-3">
      <Heading
        id={section.anchor}
        className={
          section.depth === 2
            ? "scroll-mt-4 text-lg font-semibold text-ink"
            : "scroll-mt-4 font-semibold text-ink"
        }
      >
        {section.title}
      </Heading>
      <Blocks tokens={section.tokens} slug={slug} />
    </section>
  );
}

function Contents({ sections }: { sections: DocumentSection[] }) {
  if (sections.length < 2) return null;
  return (
    <nav
      aria-label={say("On this page")}
      className="text-sm max-xl:order-first xl:sticky xl:top-6 xl:self-start print:hidden"
    >
      <p className="mb-1.5 font-medium text-ink">{say("On this page")}</p>
      <ul lang={documentsLang()} className="flex flex-col border-s border-line">
        {sections.map(({ anchor, title, depth }) => (
          <li key={anchor}>
            <a
              href={`#${anchor}`}
              className={`block min-h-6 py-0.5 text-ink-faint hover:text-ink hover:underline ${depth > 2 ? "ps-6" : "ps-3"}`}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type NeighbourProps = { document?: Document; word: string; className?: string };

function Neighbour({ document, word, className }: NeighbourProps) {
  if (!document) return null;
  return (
    <Link href={`/docs/${document.slug}`} className={`group rounded ${className ?? ""}`}>
      <span className="block text-sm text-ink-faint">{word}</span>
      <span className="font-medium text-accent-text group-hover:underline">
        {say.any(document.title)}
      </span>
    </Link>
  );
}
