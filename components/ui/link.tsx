import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * Next's link without its prefetch. Every page is made for its viewer at that moment, so what can be fetched beforehand is
 * an empty frame: a list of portals asked the server for thirty of them each time it was shown.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink {...props} prefetch={false} />;
}
