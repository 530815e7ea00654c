import type { createOutput } from "@/bin/lib/output.mjs";

/** The launcher's output, collected instead of printed. */
export function collectOutput(): ReturnType<typeof createOutput> & { text(): string } {
  const lines: string[] = [];
  const say = (...words: unknown[]) => void lines.push(words.join(" "));
  return {
    line: say,
    done: (label, words) => say(label, words),
    failed: say,
    note: say,
    error: (error) => say(error instanceof Error ? error.message : error),
    text: () => lines.join("\n"),
  };
}
