/**
 * The path that a click leads to in this very tab; null when it leads to no other page of this console. Whether somebody
 * has already taken care of the click is the caller's to ask.
 */
export function pathOfClick(event: MouseEvent): string | null {
  if (event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download"))
    return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const here = window.location;
  if (origin !== here.origin || (pathname === here.pathname && search === here.search)) return null;
  return `${pathname}${search}${hash}`;
}
