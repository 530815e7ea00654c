import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { ReactNode } from "react";
import { getViewer } from "@/lib/auth/session";
import { LOCALE_HEADER } from "@/lib/http/customer-page";
import { currentLang } from "@/lib/say/say";
import { Providers } from "./providers";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Portico", template: "%s · Portico" },
  // Named here and not by where the files lie: pages for customers show another.
  icons: {
    icon: [
      { url: "/mark/icon.ico", sizes: "48x48" },
      { url: "/mark/icon.svg", type: "image/svg+xml" },
    ],
  },
  description: "HubSpot OAuth connections",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f8fa" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0f13" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const given = await headers();
  const nonce = given.get("x-nonce") ?? undefined;
  return (
    <html
      lang={given.get(LOCALE_HEADER) ?? (await consoleLanguage())}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}

/** Of a page of the console, error pages included: without the database the browser says which. */
async function consoleLanguage(): Promise<string> {
  await getViewer().catch(() => null);
  return currentLang();
}
