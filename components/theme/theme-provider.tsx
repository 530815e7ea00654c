"use client";

import { ThemeProvider as NextThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { THEME_KEY } from "@/components/browser-choices";

/**
 * Light, dark or system, as a class on <html>. Put it inside <body>, and `suppressHydrationWarning`
 * on <html>: the class is set by an inline script before the first paint.
 */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <NextThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      // The style sheet sets color-scheme by class; an inline style would need its own policy exception.
      enableColorScheme={false}
      disableTransitionOnChange
      nonce={nonce}
      storageKey={THEME_KEY}
    >
      {children}
    </NextThemeProvider>
  );
}
