import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lexer } from "marked";
import { sectionsOf, type DocumentSection } from "./sections";
import { SHELVES, findDocument, type Document } from "./shelf";

export interface OpenDocument extends Document {
  sections: DocumentSection[];
}

const open = new Map<string, Promise<OpenDocument>>();

/**
 * A document of the shelf, read once. Null where there is none of that name; a name never leads to another file.
 * @throws {Error} when the file is not there, which is a fault of the installation
 */
export async function readDocument(slug: string): Promise<OpenDocument | null> {
  const document = findDocument(slug);
  if (!document) return null;
  const known = open.get(slug);
  if (known) return known;
  const reading = load(document);
  open.set(slug, reading);
  // What could not be read is tried again.
  reading.catch(() => open.delete(slug));
  return reading;
}

/** Every document of the shelf, in reading order. */
export async function readAllDocuments(): Promise<OpenDocument[]> {
  const all = SHELVES.flatMap(({ documents }) => documents);
  const read = await Promise.all(all.map(({ slug }) => readDocument(slug)));
  return read.filter((one) => one !== null);
}

/** The launcher starts the server in its own folder, where `docs` is. */
async function load(document: Document): Promise<OpenDocument> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "docs");
  const text = await readFile(join(folder, `${document.slug}.md`), "utf8");
  return { ...document, sections: sectionsOf(lexer(text)) };
}
