/** The links that open the rows of the list on this page, in their order. */
function rowLinks(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("main tbody tr a[data-row-link]")];
}

/** Where the focus is in the list; -1 outside it. */
function currentRow(links: HTMLAnchorElement[]): number {
  const row = document.activeElement?.closest("tr");
  return row ? links.findIndex((link) => link.closest("tr") === row) : -1;
}

/** Moves the focus to the link of the next row or the one before. @returns whether there is a list */
export function moveRow(step: 1 | -1): boolean {
  const links = rowLinks();
  const at = currentRow(links);
  const next = at === -1 && step === -1 ? links.length - 1 : at + step;
  const link = links[Math.min(Math.max(next, 0), links.length - 1)];
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
  return link !== undefined;
}

/** On the page of one row: opens the row beside it in the list it came from. @returns whether there is one */
export function openNeighbour(key: "J" | "K"): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`main nav a[aria-keyshortcuts="${key}"]`);
  link?.click();
  return link !== null;
}

/** Selects the row with the focus, or takes it out of the selection. @returns whether it can be selected */
export function toggleRow(): boolean {
  const box = document.activeElement
    ?.closest("main tbody tr")
    ?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  box?.click();
  return Boolean(box);
}

/** Puts the cursor into the search box of the page. @returns whether it has one */
export function focusPageSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>('main [role="search"] input[type="search"]');
  box?.focus();
  box?.select();
  return Boolean(box);
}
