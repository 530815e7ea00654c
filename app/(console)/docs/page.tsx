import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Card, Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { SearchField } from "@/components/ui/search-field";
import { requirePage } from "@/lib/auth/session";
import { searchDocuments, type DocumentHit } from "@/lib/docs/search";
import { SHELVES } from "@/lib/docs/shelf";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Documentation");

const MAX_TEXT = 200;
const SHOWN = 30;

type Query = Record<string, string | string[] | undefined>;

/** Everything there is to read, and a search through it. */
export default async function DocsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requirePage("portals.read");
  const given = (await searchParams)["q"];
  const q = (Array.isArray(given) ? (given[0] ?? "") : (given ?? "")).trim().slice(0, MAX_TEXT);
  const hits = q === "" ? undefined : await searchDocuments(q, SHOWN);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={say("Documentation")}
        about="documentation"
        description={say("The same texts as in the repository, of exactly this version.")}
      />
      <SearchField
        label={say("Search the documentation")}
        path="/docs"
        value={q}
        placeholder={say("A word, an error, a status…")}
        className="max-w-xl"
      />
      {hits ? <Hits hits={hits} q={q} /> : <Shelves />}
    </div>
  );
}

function Shelves() {
  return (
    <div className="gap-5 lg:columns-2">
      {SHELVES.map(({ title, documents }) => (
        <Section
          key={title}
          title={say.any(title)}
          padded={false}
          className="mb-5 break-inside-avoid"
        >
          <ul className="divide-y divide-line">
            {documents.map(({ slug, title: name, about }) => (
              <li key={slug} className="relative px-4 py-2.5 hover:bg-hover/60 sm:px-5">
                <Link
                  href={`/docs/${slug}`}
                  className="font-medium text-ink after:absolute after:inset-0 hover:underline"
                >
                  {say.any(name)}
                </Link>
                <p className="text-sm text-ink-faint">{say.any(about)}</p>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  );
}

function Hits({ hits, q }: { hits: DocumentHit[]; q: string }) {
  if (hits.length === 0)
    return (
      <Card padded={false}>
        <EmptyState
          icon={<SearchX />}
          title={say("Nothing is said about “{text}”", { text: q })}
          action={<LinkButton href="/docs">{say("Show all documents")}</LinkButton>}
        >
          {say("Try fewer words, or the exact words of a message.")}
        </EmptyState>
      </Card>
    );
  return (
    <section aria-label={say("Results")} className="max-w-3xl">
      <p role="status" className="mb-2 text-sm text-ink-faint">
        {hits.length === SHOWN
          ? say("The {n:number} best places", { n: SHOWN })
          : say.count(hits.length, "{count:number} place", "{count:number} places")}
      </p>
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
        {hits.map(({ href, title, document, excerpt }) => (
          <li key={href} className="relative px-4 py-3 hover:bg-hover/60 sm:px-5">
            <Link
              href={href}
              className="font-medium text-ink after:absolute after:inset-0 hover:underline"
            >
              {title}
            </Link>
            {document === title ? null : (
              <p className="text-sm text-ink-faint">{say.any(document)}</p>
            )}
            <p className="mt-1 text-sm wrap-anywhere text-ink-muted">
              {excerpt.map(({ text, found }, index) =>
                found ? (
                  <mark key={index} className="rounded-sm bg-warn-soft text-ink">
                    {text}
                  </mark>
                ) : (
                  text
                ),
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
