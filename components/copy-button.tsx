"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text";
import { buttonClass, type ButtonLook } from "./ui/button-class";
import { useSay } from "#say";

export type CopyButtonProps = ButtonLook & {
  value: string;
  /** Accessible name: "Copy Hub ID". In a form do not repeat a field's label here. */
  label?: string;
  /** Visible text; without it the button is an icon. */
  children?: string;
};

const SHOWN_MS = 2000;

/** Copies `value` and says so at the button for two seconds. Never give it a secret that is not on the screen. */
export function CopyButton(props: CopyButtonProps) {
  const { value, label, children, variant = "ghost", size, className } = props;
  const say = useSay();
  const [result, setResult] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (result === "idle") return;
    const timer = window.setTimeout(() => setResult("idle"), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [result]);

  const words = { idle: "", copied: say("Copied"), failed: say("Press Ctrl+C to copy") }[result];
  const Icon = { idle: Copy, copied: Check, failed: TriangleAlert }[result];
  const shape = size ?? (children ? "md" : "icon");
  return (
    <span className="relative z-10 inline-flex">
      <button
        type="button"
        aria-label={children ? undefined : (label ?? say("Copy"))}
        onClick={async () => setResult((await copyText(value)) ? "copied" : "failed")}
        className={buttonClass({ variant, size: shape, className })}
      >
        <Icon className={result === "copied" ? "text-ok" : undefined} />
        {children}
      </button>
      <span
        role="status"
        className={
          words
            ? "pointer-events-none absolute start-1/2 bottom-full mb-1 -translate-x-1/2 rounded bg-ink px-2 py-0.5 text-xs whitespace-nowrap text-canvas rtl:translate-x-1/2"
            : "sr-only"
        }
      >
        {words}
      </span>
    </span>
  );
}
