import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressGroup } from "@/lib/people/limits/address-group";

const group = fc.integer({ min: 0, max: 0xffff });
const eight = fc.tuple(group, group, group, group, group, group, group, group);
const write = (groups: number[]) => groups.map((one) => one.toString(16)).join(":");

/** The same address in another spelling: upper case, leading zeros, the longest run of zeros left out. */
function spellings(groups: number[]): string[] {
  const full = groups.map((one) => one.toString(16).padStart(4, "0")).join(":");
  const short = new URL(`http://[${write(groups)}]/`).hostname.slice(1, -1);
  return [full, full.toUpperCase(), short, `${short}%eth0`];
}

describe("the group of an address", () => {
  it("is the same for every spelling of an IPv6 address", () => {
    fc.assert(
      fc.property(eight, (groups) => {
        for (const spelling of spellings(groups))
          expect(addressGroup(spelling)).toBe(addressGroup(write(groups)));
      }),
    );
  });

  it("is shared by a /64 and by nobody else", () => {
    fc.assert(
      fc.property(eight, eight, (a, b) => {
        const mapped = (groups: number[]) => write(groups.slice(0, 6)) === "0:0:0:0:0:ffff";
        fc.pre(!mapped(a) && !mapped(b));
        const sameNetwork = write(a.slice(0, 4)) === write(b.slice(0, 4));
        expect(addressGroup(write(a)) === addressGroup(write(b))).toBe(sameNetwork);
        const neighbour = [...a.slice(0, 4), ...b.slice(4)];
        fc.pre(!mapped(neighbour));
        expect(addressGroup(write(neighbour))).toBe(addressGroup(write(a)));
      }),
    );
  });

  it("of an IPv4 address is the address, also in IPv6 clothes", () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(addressGroup(ip)).toBe(ip);
        const [a = 0, b = 0, c = 0, d = 0] = ip.split(".").map(Number);
        const hex = `::ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        for (const dressed of [`::ffff:${ip}`, `::FFFF:${ip}`, `0:0:0:0:0:ffff:${ip}`, hex])
          expect(addressGroup(dressed)).toBe(ip);
      }),
    );
  });

  it.each([
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    ["unknown", "unknown"],
    ["ada@team.example", "ada@team.example"],
    ["50%@team.example", "50%@team.example"],
    ["::gggg", "::gggg"],
    ["", ""],
  ])("%s: %s", (address, expected) => {
    expect(addressGroup(address)).toBe(expected);
  });

  it("never fails, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof addressGroup(text)).toBe("string");
      }),
    );
  });
});
