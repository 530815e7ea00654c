/** The account that a typed address means. PostgreSQL cannot hold NUL; without it such an address is merely unknown. */
export function signInName(typed: string): string {
  return typed.replaceAll("\0", "").trim().toLowerCase();
}
