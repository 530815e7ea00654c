import type { ApiKey } from "@/lib/db/generated/client";

/** A key as the audit log names it. */
export function keyTarget({ id, name, prefix }: Pick<ApiKey, "id" | "name" | "prefix">) {
  return { kind: "api_key" as const, id, label: `${name} (${prefix})` };
}
