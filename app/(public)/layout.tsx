import type { ReactNode } from "react";
import { Words } from "@/components/words/words";
import { getViewer } from "@/lib/auth/session";

/** Gives the pages in front of the console their words: the browser's language, or that of whoever is signed in already. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  // The page itself tells what is wrong with the database.
  await getViewer().catch(() => null);
  return (
    <Words of="shell">
      <Words of="entrance">{children}</Words>
    </Words>
  );
}
