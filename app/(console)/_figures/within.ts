import { say } from "@/lib/say/say";

/** A label in the middle of a sentence: German keeps its capitals. */
export function within(label: string): string {
  return say.lang === "de" ? label : label.toLowerCase();
}
