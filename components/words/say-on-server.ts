import "server-only";
import { say } from "@/lib/say/say";
import type { BrowserSay } from "./say-provider";

/** What a component that is drawn on either side says while it is drawn on the server alone. */
export function useSay(): BrowserSay {
  return say as BrowserSay;
}
