import { z } from "zod";
import type { SignInRule } from "./rule";

/** What Portico reads of an ID token (OpenID Connect Core section 2) and of the userinfo endpoint. */
export const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional().catch(undefined),
  // Some providers send the text.
  email_verified: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
    .optional()
    .catch(undefined),
  name: z.string().trim().max(200).optional().catch(undefined),
  auth_time: z.number().optional().catch(undefined),
  sid: z.string().max(255).optional().catch(undefined),
});
export type Claims = z.output<typeof claimsSchema>;

/** How a person is known for good: an address may change hands, issuer and subject do not (Core section 5.7). */
export function identityOf({ iss, sub }: Pick<Claims, "iss" | "sub">): string {
  return `${iss} ${sub}`;
}

/**
 * The role that the claim gives, the highest where several fit: owner, admin, the team's own by name, support.
 * @returns a built-in role or the id of one of the team's own; undefined when roles are not given by a claim, null when
 *   the claim gives none
 */
export function roleOf(claims: Claims, rule: SignInRule): string | null | undefined {
  if (!rule.roleClaim) return undefined;
  const values = valuesOf(claims, rule.roleClaim);
  const { owner, admin, support } = rule.roleValues;
  const ranked: [string, string][] = [
    ["owner", owner],
    ["admin", admin],
    ...Object.entries(rule.ownRoleValues),
    ["support", support],
  ];
  return ranked.find(([, value]) => value && values.includes(value))?.[0] ?? null;
}

/** A claim by its name, or by a path with dots into claims that are objects; a text counts as a list of one. */
function valuesOf(claims: Record<string, unknown>, path: string): string[] {
  const direct = Object.hasOwn(claims, path) ? claims[path] : walk(claims, path.split("."));
  const list = Array.isArray(direct) ? direct : [direct];
  return list.filter((one) => typeof one === "string");
}

function walk(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return walk((value as Record<string, unknown>)[name], rest);
}
