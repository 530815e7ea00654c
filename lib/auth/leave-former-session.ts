import "server-only";
import { signOut } from "@/lib/people/sessions";
import { contextOf, getViewer } from "./session";

/**
 * Ends what this browser's cookie was good for until now: whoever signs in once more, as themselves or as somebody else,
 * leaves no session behind that a copy of the old cookie still opens (SEC-58). Before the new cookie is written.
 */
export async function leaveFormerSession(): Promise<void> {
  const before = await getViewer();
  if (before) await signOut(await contextOf(before));
}
