// Client-safe: whom customers ask.

const MAIL = /^[^\s@<>"'(),:;\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,63}$/i;

/** What is wrong with a contact, and what to do; undefined when it is a mail address or an https address. */
export function contactProblem(text: string): string | undefined {
  if (MAIL.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === "https:" && !url.username && !url.password && !/[\s<>"]/.test(text))
    return undefined;
  return "Enter a mail address such as help@example.com, or an address that begins with https://.";
}

/** Where a contact leads, and the words of its link. */
export function contactLink(contact: string): { href: string; label: string } {
  if (!contact.startsWith("https://")) return { href: `mailto:${contact}`, label: contact };
  const { host, pathname } = new URL(contact);
  return { href: contact, label: pathname === "/" ? host : `${host}${pathname}` };
}
