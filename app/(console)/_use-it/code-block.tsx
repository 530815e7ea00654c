import { CopyButton } from "@/components/copy-button";

/** Code to be copied. It scrolls sideways by itself, also with the keyboard. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      <pre
        // A region that scrolls must be reachable without a pointer (WCAG 2.1.1).
        tabIndex={0}
        aria-label={label}
        role="region"
        className="overflow-x-auto py-3 ps-3 pe-12 font-mono text-sm leading-relaxed"
      >
        <code>{code}</code>
      </pre>
      <div className="absolute end-1.5 top-1.5 bg-sunken">
        <CopyButton value={code} label={`Copy: ${label}`} />
      </div>
    </div>
  );
}
