"use client";

import { CopyButton } from "@/components/copy-button";
import { Alert } from "@/components/ui/alert";
import { useSay } from "#say";

/** Recovery codes, shown once. */
export function CodeList({ codes }: { codes: string[] }) {
  const say = useSay();
  return (
    <Alert tone="warning" title={say("Keep these recovery codes")}>
      <p className="mt-1">
        {say("They are shown only now. Print them, or put them where your phone is not.")}
      </p>
      <ul
        aria-label={say("Recovery codes")}
        className="mt-3 grid gap-x-6 gap-y-1 font-mono text-sm text-ink sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-3">
        <CopyButton value={codes.join("\n")} variant="secondary">
          {say("Copy all")}
        </CopyButton>
      </div>
    </Alert>
  );
}
