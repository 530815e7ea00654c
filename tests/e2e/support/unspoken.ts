import type { Page } from "@playwright/test";

/** Names and values, which are the same in every language. */
const DATA = [
  /^[\w.+-]+@[\w.-]+$/,
  /^https?:\/\//,
  // Scopes, hosts, versions, audit codes, paths.
  /^[\w*-]+([._/:-][\w*-]+)+$/,
  /^\/\S*$/,
  /^[A-Z]{2,5}$/,
  /^\d{1,2} [A-Z][a-z]{2} \d{4}, [\d:]+ [A-Z]+$/,
];

/**
 * What a page in the pseudo-language shows that nobody has said in it: texts, and attributes that are read out, without any
 * of its accents.
 * @param names what people, apps and portals are called here
 */
export async function unspoken(page: Page, names: readonly RegExp[] = []): Promise<string[]> {
  const texts = await page.evaluate(() => {
    // Times, keys, code, and what people typed stand as they are.
    const VERBATIM =
      "script, style, code, pre, kbd, time, [translate=no], [lang=en], [data-verbatim]";
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest(VERBATIM)) found.push(node.textContent ?? "");
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      for (const one of document.body.querySelectorAll(`[${name}]`))
        if (!one.closest(VERBATIM)) found.push(one.getAttribute(name) ?? "");
    found.push(document.title);
    return found;
  });
  const isSpoken = (text: string) => /[ÅÇĎÉĞÎĹÑÖŔŠŤÛÝŽåçďéğîĺñöŕšťûýž[\]]/.test(text);
  const isData = (text: string) => [...DATA, ...names].some((one) => one.test(text));
  const unsaid = texts
    .map((text) => text.replace(/\s+/g, " ").trim())
    .filter((text) => /\p{L}{3}/u.test(text) && !isSpoken(text) && !isData(text));
  return [...new Set(unsaid)].sort();
}
