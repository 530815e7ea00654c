import { CopyButton } from "@/components/copy-button";
import { say } from "@/lib/say/say";

/** Code to be copied, under a line that says what it does. It scrolls sideways by itself, also with the keyboard. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="overflow-hidden rounded-md border border-line bg-sunken">
      <div className="flex items-center justify-between gap-3 border-b border-line ps-3 pe-1">
        <span className="text-sm text-ink-faint">{label}</span>
        <CopyButton value={code} label={say("Copy: {what}", { what: label })} />
      </div>
      <pre
        // A region that scrolls must be reachable without a pointer (WCAG 2.1.1).
        tabIndex={0}
        aria-label={label}
        role="region"
        className="overflow-x-auto p-3 font-mono text-sm leading-relaxed -outline-offset-2"
      >
        <code>{code}</code>
      </pre>
    </div>
  );
}
