"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const YEAR_SECONDS = 31_536_000;

/** Tells the server the browser's time zone, so that times are written in it from the first render on. */
export function TimeZoneSync({ cookie, current }: { cookie: string; current: string }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === current) return;
    document.cookie = `${cookie}=${encodeURIComponent(zone)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    // Only when the cookie took, or a browser without cookies would ask again and again.
    if (document.cookie.includes(`${cookie}=${encodeURIComponent(zone)}`)) router.refresh();
  }, [cookie, current, router]);
  return null;
}
