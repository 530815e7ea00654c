"use client";

import { useState, type ReactNode } from "react";
import { CspProvider } from "@/components/csp-provider";
import { ThemeProvider } from "@/components/theme/theme-provider";

/**
 * Theme and policy nonce around every page. The nonce is the one the document came with: each later answer of
 * the server brings a new one, and the browser goes on judging by the first.
 */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  const [documentNonce] = useState(nonce);
  return (
    <ThemeProvider nonce={documentNonce}>
      <CspProvider nonce={documentNonce}>{children}</CspProvider>
    </ThemeProvider>
  );
}
