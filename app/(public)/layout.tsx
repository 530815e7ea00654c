import type { ReactNode } from "react";
import { Words } from "@/components/words/words";

/** Gives the pages in front of the console their words, in the language of the browser. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <Words of="shell">
      <Words of="entrance">{children}</Words>
    </Words>
  );
}
