import type { ReactNode } from "react";
import { browser, type WordsPart } from "@/lib/say/browser";
import { currentLang, sentencesOf } from "@/lib/say/say";
import { SayProvider } from "./say-provider";

/** Gives the components of a part of the console their sentences, where those are not the English ones. */
export function Words({ of: part, children }: { of: WordsPart; children: ReactNode }) {
  const lang = currentLang();
  return (
    <SayProvider lang={lang} sentences={sentencesOf(lang, browser[part])}>
      {children}
    </SayProvider>
  );
}
