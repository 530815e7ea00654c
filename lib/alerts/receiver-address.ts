import "server-only";
import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Thrown at the moment of connecting, so that a name cannot first resolve to one address and then to another. */
export class PrivateAddressError extends Error {
  readonly code = "PRIVATE_ADDRESS";
  constructor(host: string) {
    super(`${host} leads to an address that is not public`);
  }
}

/** What Portico may connect to: every public address, and what the operator allows beside those (SEC-76). */
export interface ReceiverRules {
  /** Whether the operator named the host, or a range that the address is in. */
  isNamed(host: string, address?: string): boolean;
  /** @throws PrivateAddressError */
  assertMay(host: string, address: string): void;
}

/** @param allowed hosts, addresses and ranges with commas between them (PORTICO_ALLOWED_RECEIVERS) */
export function receiverRules(allowed: string): ReceiverRules {
  const entries = allowed.split(",").filter(Boolean);
  const hosts = new Set(entries.filter((entry) => !isIP(entry) && !entry.includes("/")));
  const ranges = entries.filter((entry) => !hosts.has(entry)).map(rangeOf);
  const isNamed = (host: string, address?: string) =>
    hosts.has(host.toLowerCase()) ||
    (address !== undefined && ranges.some((range) => isWithin(plain(address), range)));
  return {
    isNamed,
    assertMay(host, address) {
      if (!isPublic(address) && !isNamed(host, address)) throw new PrivateAddressError(host);
    },
  };
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An IPv4 address in the clothes of an IPv6 one counts as what it is. */
function plain(address: string): Address {
  return ipaddr.process(address);
}

function rangeOf(entry: string): [Address, number] {
  if (!entry.includes("/")) {
    const address = plain(entry);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  }
  return ipaddr.parseCIDR(entry);
}

function isWithin(address: Address, [base, bits]: [Address, number]): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

/** Addresses of the open internet: not of this machine, a private network, a link, a group, a tunnel or no use at all. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && plain(address).range() === "unicast";
}

/** Looks a name up as a connection does, and refuses it when any of its addresses may not be connected to. */
export function guardedLookup(rules: ReceiverRules) {
  return (
    host: string,
    options: LookupOptions,
    done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      try {
        for (const { address } of addresses) rules.assertMay(host, address);
      } catch (refused) {
        return done(refused as Error, []);
      }
      const [first] = addresses;
      if (options.all || !first) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}
