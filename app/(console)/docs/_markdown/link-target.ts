import { findDocument } from "@/lib/docs/shelf";

/** Where a link of a document leads inside the console. */
export type LinkTarget =
  | { kind: "document"; href: string; title: string }
  | { kind: "web"; href: string }
  | { kind: "file" };

/** A link to another document of the shelf, to the web, or to a file that only the repository has. */
export function linkTarget(href: string, slug: string): LinkTarget {
  if (/^https:\/\//.test(href)) return { kind: "web", href };
  const [match, name = slug, anchor] =
    /^(?:([\w-]+)\.md)?(?:#([\p{L}\p{N}_-]+))?$/u.exec(href) ?? [];
  const document = match ? findDocument(name) : undefined;
  if (!document) return { kind: "file" };
  const fragment = anchor ? `#${anchor}` : "";
  return { kind: "document", href: `/docs/${document.slug}${fragment}`, title: document.title };
}
