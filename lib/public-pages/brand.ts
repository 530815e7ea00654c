// Client-safe: what the pages for customers show of the company they come from.
import type { Locale } from "@/lib/words/locales";

export interface BrandLogo {
  /** SHA-256 of the picture. */
  hash: string;
  type: "image/png" | "image/jpeg" | "image/webp";
  /** Pixels. */
  width: number;
  height: number;
}

export interface Brand {
  /** "" when none was given: then pages name the app alone. */
  company: string;
  /** `#rrggbb`, or "" for the standard one. */
  colour: string;
  /** A mail address or an https address; "" when none was given. */
  contact: string;
  /** In which languages the pages are offered; never empty, the first is for whoever reads none of them. */
  locales: Locale[];
  logo: BrandLogo | null;
}

export const NO_BRAND: Brand = {
  company: "",
  colour: "",
  contact: "",
  locales: ["en", "de"],
  logo: null,
};

const ENDINGS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const;

/** Where a logo is served: another picture has another address, so that a browser may keep it for ever. */
export function logoPath({ hash, type }: Pick<BrandLogo, "hash" | "type">): string {
  return `/brand/${hash}.${ENDINGS[type]}`;
}

/** The hash in the last part of a logo's address; undefined where it is none. */
export function logoHash(file: string): string | undefined {
  return /^([0-9a-f]{64})\.(png|jpg|webp)$/.exec(file)?.[1];
}
