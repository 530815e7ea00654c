import type { ReactNode } from "react";
import { Logo } from "@/components/logo";
import { useSay } from "#say";

/** Frame of messages outside the console's own frame: the way home and the message. */
export function BarePage({ children }: { children: ReactNode }) {
  const say = useSay();
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-xl px-4 py-10 outline-none">
      {/* A whole load: nothing of a broken page may stay. */}
      {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
      <a href="/" className="mb-6 inline-block rounded-md" aria-label={say("Portico, overview")}>
        <Logo />
      </a>
      {children}
    </main>
  );
}
