import "server-only";
import type { Metadata } from "next";
import { getViewer } from "@/lib/auth/session";
import { say, type Sentence } from "@/lib/say/say";

/** For `export const generateMetadata`: a page's title in the language of whoever reads it. */
export function titled(title: Sentence): () => Promise<Metadata> {
  return async () => {
    // The page itself tells what is wrong with the database.
    await getViewer().catch(() => null);
    return { title: say.any(title) };
  };
}
