import { say } from "@/lib/say/say";

/** How many open links an act withdrew, as a sentence that follows another; nothing when there were none. */
export function withdrawnWords(count: number): string {
  if (count === 0) return "";
  const words = say.count(
    count,
    "{count:number} open link that they made or that was for them was withdrawn.",
    "{count:number} open links that they made or that were for them were withdrawn.",
  );
  return ` ${words}`;
}
