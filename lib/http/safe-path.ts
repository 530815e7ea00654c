/**
 * A path of this console to go back to, or "/": one leading slash, no scheme, host, backslash or control character
 * (RFC 9700 section 2.1: no open redirector).
 */
export function safePath(value: string | null | undefined, origin: string): string {
  if (!value || !/^\/(?![/\\])/.test(value) || /[\\\p{C}]/u.test(value)) return "/";
  try {
    const url = new URL(value, origin);
    // "/.//evil.example" resolves to the path "//evil.example", which a browser reads as another host.
    const isOurs = url.origin === new URL(origin).origin && !url.pathname.startsWith("//");
    return isOurs ? `${url.pathname}${url.search}${url.hash}` : "/";
  } catch {
    return "/";
  }
}

/** An address to go back to as next-auth takes it: absolute and of this origin, or the origin itself. */
export function ownAddress(value: string, origin: string): string {
  const path = value.startsWith(`${origin}/`) ? safePath(value.slice(origin.length), origin) : "/";
  return path === "/" ? origin : `${origin}${path}`;
}
