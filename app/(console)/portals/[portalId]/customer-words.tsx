import { CopyButton } from "@/components/copy-button";
import { Card } from "@/components/ui/card";
import { say } from "@/lib/say/say";

/** A sentence for the customer, beside what the diagnosis means to the team. */
export function CustomerWords({ words }: { words: string }) {
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-sm font-medium text-ink-faint">{say("What to tell the customer")}</h2>
          <p className="mt-1 max-w-3xl wrap-anywhere">{words}</p>
        </div>
        <CopyButton value={words} variant="secondary" size="sm">
          {say("Copy sentence")}
        </CopyButton>
      </div>
    </Card>
  );
}
