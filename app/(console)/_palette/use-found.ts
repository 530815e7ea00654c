"use client";

import { useEffect, useState } from "react";
import type { Found } from "@/lib/find/found";

const DEBOUNCE_MS = 120;

export interface FoundState {
  /** The text that these were found for. */
  text: string;
  found: Found[];
  problem?: Problem;
}

type Problem = (typeof PROBLEMS)[keyof typeof PROBLEMS];

const PROBLEMS = {
  signedOut: "You are signed out. Reload the page to sign in again.",
  failed: "The search did not work. Try again in a moment.",
  away: "The server did not answer. Check that Portico is running.",
} as const;

/** What the server finds for a text; the last answer stays until the next one, and only that of the last text counts. */
export function useFound(text: string): FoundState {
  const [state, setState] = useState<FoundState>({ text: "", found: [] });
  useEffect(() => {
    if (text === "") return;
    const stop = new AbortController();
    const timer = window.setTimeout(async () => {
      const next = await ask(text, stop.signal);
      if (!stop.signal.aborted) setState({ text, ...next });
    }, DEBOUNCE_MS);
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return text === "" ? { text: "", found: [] } : state;
}

async function ask(text: string, signal: AbortSignal): Promise<Omit<FoundState, "text">> {
  try {
    const answer = await fetch(`/api/find?q=${encodeURIComponent(text)}`, {
      signal,
      headers: { accept: "application/json" },
    });
    if (answer.status === 401) return { found: [], problem: PROBLEMS.signedOut };
    if (!answer.ok) return { found: [], problem: PROBLEMS.failed };
    return (await answer.json()) as { found: Found[] };
  } catch {
    return { found: [], problem: PROBLEMS.away };
  }
}
