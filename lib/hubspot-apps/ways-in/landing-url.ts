/**
 * Why an address cannot be where customers go on to after installing; undefined when it can. What an admin saves here
 * is the whole allow-list: nothing in a request can name another address.
 */
export function landingUrlProblem(value: string): string | undefined {
  if (/\s/.test(value)) return "Remove the spaces.";
  if (!/^https?:\/\/[^/]/i.test(value) || !URL.canParse(value)) {
    return "Enter a full address, for example https://www.example.com/welcome.";
  }
  const url = new URL(value);
  if (url.username || url.password) return "Remove the user name and password from the address.";
  if (url.protocol === "http:" && url.hostname !== "localhost") {
    return "Use https. Plain http works for localhost only.";
  }
  return undefined;
}
