import clsx from "clsx";

/** The mark: a pediment over three columns, drawn in the accent colour. Decorative; the name stands beside it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="currentColor"
      className={clsx("size-6 shrink-0 text-accent-text", className)}
    >
      <path d="M11.3 2.3a1.5 1.5 0 0 1 1.4 0l8.4 4.3c.9.5.6 1.9-.5 1.9H3.4c-1.1 0-1.4-1.4-.5-1.9z" />
      <path d="M4.5 10.5h3v8h-3zM10.5 10.5h3v8h-3zM16.5 10.5h3v8h-3z" opacity=".82" />
      <rect x="2.5" y="19.5" width="19" height="2.5" rx="1" />
    </svg>
  );
}

/** Mark and product name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span
      className={clsx("inline-flex items-center gap-2 font-semibold tracking-tight", className)}
    >
      <LogoMark />
      <span className="text-lg">Portico</span>
    </span>
  );
}
