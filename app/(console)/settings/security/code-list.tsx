"use client";

import { CopyButton } from "@/components/copy-button";
import { Alert } from "@/components/ui/alert";

/** Recovery codes, shown once. */
export function CodeList({ codes }: { codes: string[] }) {
  return (
    <Alert tone="warning" title="Keep these recovery codes">
      <p className="mt-1">
        They are shown only now. Print them, or put them where your phone is not.
      </p>
      <ul
        aria-label="Recovery codes"
        className="mt-3 grid gap-x-6 gap-y-1 font-mono text-sm text-ink sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-3">
        <CopyButton value={codes.join("\n")} variant="secondary">
          Copy all
        </CopyButton>
      </div>
    </Alert>
  );
}
