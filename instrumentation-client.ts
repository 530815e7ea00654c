// Runs in the browser before anything of a page does. With the policy of pages (lib/http/security-headers) no text becomes
// HTML or script but through this: a slip that would write what a customer typed into a page fails instead.

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: Record<"createHTML" | "createScriptURL", (text: string) => string | null>,
  ): unknown;
}

/** What React makes the element of a script from. */
const BARE_SCRIPT = "<script></script>";

// Browsers that do not know Trusted Types take texts as ever.
(globalThis as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy("default", {
  // Without a "<" it is text and no element: so comes the script of the theme on a page that the browser makes anew. To run
  // that, or any other text, would need createScript, which there is not.
  createHTML: (html) => (html === BARE_SCRIPT || !html.includes("<") ? html : null),
  // Chunks of this build, which the bundler's runtime loads when they are needed.
  createScriptURL: (url) =>
    new URL(url, location.href).href.startsWith(`${location.origin}/_next/static/`) ? url : null,
});
