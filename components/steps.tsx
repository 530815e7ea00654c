import clsx from "clsx";
import { Check } from "lucide-react";
import { useSay } from "#say";

export type StepState = "done" | "current" | "next";

const WORDS = {
  done: "Done",
  current: "You are here",
  next: "To come",
} as const satisfies Record<StepState, string>;

/** Progress of a wizard. The state of each step is said in words as well as drawn. */
export function Steps({
  label,
  steps,
  className,
}: {
  label: string;
  steps: { label: string; state: StepState }[];
  className?: string;
}) {
  const say = useSay();
  return (
    <ol aria-label={label} className={clsx("flex flex-wrap gap-x-5 gap-y-2", className)}>
      {steps.map(({ label: text, state }, index) => (
        <li
          key={text}
          aria-current={state === "current" ? "step" : undefined}
          className={clsx(
            "flex items-center gap-2 text-sm",
            state === "current" ? "font-semibold text-ink" : "text-ink-faint",
          )}
        >
          <span
            aria-hidden
            className={clsx(
              "grid size-6 shrink-0 place-items-center rounded-full border text-xs tabular-nums",
              state === "done" && "border-ok-line bg-ok-soft text-ok",
              state === "current" && "border-accent bg-accent text-accent-ink",
              state === "next" && "border-line-strong",
            )}
          >
            {state === "done" ? <Check className="size-3.5" /> : index + 1}
          </span>
          {text}
          <span className="sr-only">{`(${say(WORDS[state])})`}</span>
        </li>
      ))}
    </ol>
  );
}
