"use client";

import { createContext, use, useMemo, type ReactNode } from "react";
import type { browser } from "@/lib/say/browser";
import type { ConsoleLang } from "@/lib/say/langs";
import { makeSay, type ConsoleSay, type Sentences } from "@/lib/say/sentence";

type PartSentences = (typeof browser)[keyof typeof browser];
type KeysOfEach<Part> = Part extends unknown ? keyof Part & string : never;
/** A sentence that may be said in the browser. */
export type BrowserSentence = KeysOfEach<PartSentences>;
export type BrowserSay = ConsoleSay<BrowserSentence>;

interface Spoken {
  say: BrowserSay;
  sentences?: Sentences;
}

const SpokenContext = createContext<Spoken>({ say: makeSay("en", undefined) });

/** Adds sentences to those of the parts around. English needs none: there a sentence is its own key. */
export function SayProvider({
  lang,
  sentences: added,
  children,
}: {
  lang: ConsoleLang;
  sentences: Sentences | undefined;
  children: ReactNode;
}) {
  const around = use(SpokenContext).sentences;
  const spoken = useMemo<Spoken>(() => {
    const sentences = added && { ...around, ...added };
    return { say: makeSay(lang, sentences), sentences };
  }, [lang, added, around]);
  return <SpokenContext value={spoken}>{children}</SpokenContext>;
}

/** Says sentences in the language of whoever reads, in the browser and where its components are first drawn. */
export function useSay(): BrowserSay {
  return use(SpokenContext).say;
}
