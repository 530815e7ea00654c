import clsx from "clsx";
import { Check, Minus, Plus } from "lucide-react";
import { useId, type ReactNode } from "react";
import { formatNumber } from "@/lib/format";
import { ScopeList, type ScopeEntry } from "./scope-list";
import { TONE_TEXT, type Tone } from "./ui/tone";
import { useSay } from "#say";

export type ScopeDiffProps = {
  granted: ScopeEntry[];
  /** Asked for by the app, not granted by this portal. */
  missing: ScopeEntry[];
  /** Granted once, no longer asked for. */
  surplus: ScopeEntry[];
  /** Shown with the missing group: a reconnect link. */
  action?: ReactNode;
  className?: string;
};

/** Three groups: missing first because it is the one to act on. Empty secondary groups are left out. */
export function ScopeDiff({ granted, missing, surplus, action, className }: ScopeDiffProps) {
  const say = useSay();
  return (
    <div className={clsx("flex flex-col gap-5", className)}>
      {missing.length > 0 ? (
        <Group
          title={say("Requested but not granted")}
          tone="warn"
          mark={<Plus />}
          scopes={missing}
        >
          {action}
        </Group>
      ) : null}
      <Group title={say("Granted")} tone="ok" mark={<Check />} scopes={granted} />
      {surplus.length > 0 ? (
        <Group
          title={say("Granted but no longer requested")}
          tone="neutral"
          mark={<Minus />}
          scopes={surplus}
        />
      ) : null}
    </div>
  );
}

type GroupProps = {
  title: string;
  tone: Tone;
  mark: ReactNode;
  scopes: ScopeEntry[];
  children?: ReactNode;
};

function Group({ title, tone, mark, scopes, children }: GroupProps) {
  const { lang } = useSay();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 id={id} className="text-sm font-medium text-ink-muted">
          {`${title} (${formatNumber(scopes.length, lang)})`}
        </h3>
        {children}
      </div>
      <ScopeList
        scopes={scopes}
        label={title}
        mark={<span className={TONE_TEXT[tone]}>{mark}</span>}
      />
    </section>
  );
}
