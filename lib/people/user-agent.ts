import { say, type Say } from "@/lib/say/say";

// Order matters: browsers name those they descend from, so the most particular comes first.
const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\//, "Chrome (headless)"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const find = (table: [RegExp, string][], text: string) =>
  table.find(([pattern]) => pattern.test(text))?.[1];

/**
 * A User-Agent header in words: "Firefox on Windows". What it claims is not proof of anything.
 * @param tell of whoever reads it, when that is not who makes this request
 */
export function describeUserAgent(userAgent: string | null, tell: Say = say): string {
  const browser = (userAgent && find(BROWSERS, userAgent)) || tell("Unknown browser");
  if (!userAgent) return browser;
  const system = find(SYSTEMS, userAgent);
  return system ? tell("{browser} on {system}", { browser, system }) : browser;
}
