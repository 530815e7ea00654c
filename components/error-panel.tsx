import clsx from "clsx";
import { useId, type ReactNode } from "react";
import { useSay } from "#say";

export type ErrorPanelProps = {
  /** What happened, one sentence. */
  title: ReactNode;
  why?: ReactNode;
  /** What happens next without anybody acting. */
  next?: ReactNode;
  /** What the reader can do. */
  todo?: ReactNode;
  /** Buttons and links for it. */
  actions?: ReactNode;
  /** The ids to quote, usually ErrorReference. */
  reference?: ReactNode;
  tone?: "danger" | "warning";
  /** On an error page the panel carries the page's h1. */
  headingLevel?: 1 | 2;
  /** True when it appears after an action, so that screen readers hear it at once. */
  announce?: boolean;
  className?: string;
};

/** Every failure in the same order: what happened, why, what happens next, what you can do, reference. */
export function ErrorPanel(props: ErrorPanelProps) {
  const { title, why, next, todo, actions, reference, tone = "danger", headingLevel = 2 } = props;
  const say = useSay();
  const id = useId();
  const Heading = headingLevel === 1 ? "h1" : "h2";
  return (
    <section
      aria-labelledby={id}
      role={props.announce ? "alert" : undefined}
      className={clsx(
        "rounded-lg border bg-surface p-4 shadow-card sm:p-5",
        tone === "danger" ? "border-danger-line" : "border-warn-line",
        props.className,
      )}
    >
      <div className="flex items-start gap-3">
        <Sign tone={tone} />
        <div className="min-w-0 flex-1">
          <Heading
            id={id}
            tabIndex={headingLevel === 1 ? -1 : undefined}
            className={clsx(
              "font-semibold wrap-anywhere",
              headingLevel === 1 ? "text-xl" : "text-base",
            )}
          >
            {title}
          </Heading>
          <dl className="mt-2 flex flex-col gap-2">
            <Line term={say("Why")}>{why}</Line>
            <Line term={say("What happens next")}>{next}</Line>
            <Line term={say("What you can do")}>{todo}</Line>
          </dl>
          {actions ? <div className="mt-4 flex flex-wrap gap-2">{actions}</div> : null}
          {reference ? (
            <div className="mt-4 border-t border-line pt-3 empty:hidden">{reference}</div>
          ) : null}
        </div>
      </div>
    </section>
  );
}

/** Drawn here: every page carries its "not found", and an icon of the library would bring that library's code along. */
function Sign({ tone }: { tone: "danger" | "warning" }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={clsx("mt-0.5 size-5 shrink-0", tone === "danger" ? "text-danger" : "text-warn")}
    >
      {tone === "danger" ? <circle cx={12} cy={12} r={10} /> : <path d="M12 3 22 20H2Z" />}
      <path d="M12 9v4M12 16.5h.01" />
    </svg>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt className="text-sm font-medium text-ink-faint">{term}</dt>
      <dd className="wrap-anywhere text-ink-muted">{children}</dd>
    </div>
  );
}
