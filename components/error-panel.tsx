import clsx from "clsx";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { ErrorReference, type ErrorReferenceProps } from "./error-reference";

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
  reference?: ErrorReferenceProps;
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
  const id = useId();
  const Heading = headingLevel === 1 ? "h1" : "h2";
  const Icon = tone === "danger" ? CircleAlert : TriangleAlert;
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
        <Icon
          className={clsx(
            "mt-0.5 size-5 shrink-0",
            tone === "danger" ? "text-danger" : "text-warn",
          )}
        />
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
            <Line term="Why">{why}</Line>
            <Line term="What happens next">{next}</Line>
            <Line term="What you can do">{todo}</Line>
          </dl>
          {actions ? <div className="mt-4 flex flex-wrap gap-2">{actions}</div> : null}
          {reference ? (
            <ErrorReference {...reference} className="mt-4 border-t border-line pt-3" />
          ) : null}
        </div>
      </div>
    </section>
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
