import { z } from "zod";
import type { Context } from "@/lib/context";

/** Whom a data-protection request is about: somebody who installed an app, or a HubSpot account. */
export type Subject = { kind: "installer"; email: string } | { kind: "portal"; hubId: bigint };

const WANTED = "Enter the installer's e-mail address, or a Hub ID.";

/** An e-mail address or a Hub ID, as a person types it. */
export const subjectInput = z
  .string()
  .trim()
  .max(320, WANTED)
  .transform((text, issues): Subject => {
    if (/^\d{1,18}$/.test(text)) return { kind: "portal", hubId: BigInt(text) };
    if (z.email().safeParse(text).success) return { kind: "installer", email: text.toLowerCase() };
    issues.addIssue({ code: "custom", message: WANTED });
    return z.NEVER;
  });

/** Names the request in the audit log without the data: the same for the same person or portal, of no use elsewhere. */
export function referenceOf({ vault }: Pick<Context, "vault">, subject: Subject): string {
  const text = subject.kind === "portal" ? `hub ${subject.hubId}` : `installer ${subject.email}`;
  return vault.auditMac(`data subject ${text}`).slice(0, 12);
}

export function wordsOf(subject: Subject): string {
  return subject.kind === "portal" ? `Hub ${subject.hubId}` : subject.email;
}
