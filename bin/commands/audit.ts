import { verifyAudit } from "@/lib/audit/verify";
import { operatorContext } from "./context";
import { CommandError, withWords } from "./errors";

/** `audit verify`: exit code 0 only when the whole chain holds. */
export async function auditVerify(): Promise<void> {
  const { checked, brokenAt } = await withWords(verifyAudit(await operatorContext()));
  if (brokenAt) {
    throw new CommandError(
      `The audit log was tampered with: at line ${brokenAt.seq}, ${brokenAt.why}. ${checked} lines before it are intact.`,
    );
  }
  process.stdout.write(`${checked} lines checked; the chain is intact.\n`);
}
