import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { addressGroup } from "@/lib/people/limits/address-group";
import type { ProblemCode } from "./problems";

/** Refused calls that one address may make in a minute before it is told to wait. A good key is never held back. */
const FREE_A_MINUTE = 30;
const WINDOW_MS = 60_000;
const ADDRESSES_NAMED = 5;

/** What a caller was told, or why a portal was kept from them that there is. */
type Reason = ProblemCode | "portal_not_allowed";

interface Refused {
  code: Reason;
  key: { id: string; label: string } | null;
  count: number;
  addresses: Set<string>;
}

/** Refused calls: held back by address, and told to the audit log in sums, because anybody can cause them. */
export class Refusals {
  private windowStart = 0;
  private readonly byAddress = new Map<string, number>();
  private sums = new Map<string, Refused>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Counts a refusal.
   * @returns seconds to wait when this address has had too many, else 0
   */
  note(code: Reason, address: string, key: Refused["key"]): number {
    const id = `${code} ${key?.id ?? ""}`;
    const sum = this.sums.get(id) ?? { code, key, count: 0, addresses: new Set() };
    sum.count += 1;
    if (sum.addresses.size < ADDRESSES_NAMED) sum.addresses.add(address);
    this.sums.set(id, sum);
    return this.waitOf(addressGroup(address));
  }

  private waitOf(group: string): number {
    const now = this.now();
    if (now - this.windowStart >= WINDOW_MS) {
      this.windowStart = now;
      this.byAddress.clear();
    }
    const count = (this.byAddress.get(group) ?? 0) + 1;
    this.byAddress.set(group, count);
    return count > FREE_A_MINUTE ? Math.ceil((this.windowStart + WINDOW_MS - now) / 1000) : 0;
  }

  /** One line in the audit log for each reason and key since the last time. What cannot be written stays counted. */
  async flush(ctx: Context): Promise<void> {
    const sums = [...this.sums];
    this.sums = new Map();
    for (const [n, [, { code, key, count, addresses }]] of sums.entries()) {
      try {
        await recordAlone(ctx, {
          action: "api.refused",
          outcome: "denied",
          ...(key && { target: { kind: "api_key", id: key.id, label: key.label } }),
          details: { reason: code, count, addresses: [...addresses] },
        });
      } catch (error) {
        for (const [id, sum] of sums.slice(n)) {
          sum.count += this.sums.get(id)?.count ?? 0;
          this.sums.set(id, sum);
        }
        throw error;
      }
    }
  }
}
