import { LANGUAGES, type Language } from "@/lib/use-it/snippets";

/** The language an address asks for. */
export function languageOf(value: string | string[] | undefined): Language {
  return LANGUAGES.find((one) => one === value) ?? "curl";
}
