import { isIPv4, isIPv6 } from "node:net";

/**
 * What counts as one client: an IPv4 address, or an IPv6 network of /64, which is the least that one subscriber gets, so
 * that nobody has 2^64 addresses to try from. An IPv4 address in IPv6 clothes (RFC 4291 section 2.5.5.2) is the IPv4 one.
 * Anything else is given back as it is.
 */
export function addressGroup(address: string): string {
  const bare = address.replace(/%.*$/, "");
  if (!isIPv6(bare)) return address;
  const groups = expand(bare);
  const mapped = groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff";
  if (mapped) return dotted(groups.slice(6));
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The eight groups of a valid IPv6 address, lower case and without leading zeros. */
function expand(address: string): string[] {
  const [head = [], tail] = address.split("::").map(groupsOf);
  const zeros = tail ? Array<string>(8 - head.length - tail.length).fill("0") : [];
  return [...head, ...zeros, ...(tail ?? [])];
}

function groupsOf(part: string): string[] {
  if (part === "") return [];
  return part
    .split(":")
    .flatMap((group) => (isIPv4(group) ? hexPair(group) : [parseInt(group, 16).toString(16)]));
}

/** The last 32 bits may be written as an IPv4 address. */
function hexPair(ipv4: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split(".").map(Number);
  return [a * 256 + b, c * 256 + d].map((group) => group.toString(16));
}

function dotted(groups: string[]): string {
  return groups
    .map((group) => parseInt(group, 16))
    .flatMap((group) => [Math.floor(group / 256), group % 256])
    .join(".");
}
