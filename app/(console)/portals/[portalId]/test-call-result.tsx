import { CircleAlert, CircleCheck, CircleMinus } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { useSay } from "#say";
import type { ActionState } from "@/lib/actions/action-state";
import type { TestCallLine } from "@/lib/portals/inspect/test-call";

/** What HubSpot answered to the test call, one line per call. */
export function TestCallResult({ state }: { state: ActionState<TestCallLine[]> }) {
  const say = useSay();
  if (state.status === "error") return <Alert tone="danger" title={state.message} />;
  if (!state.data) return null;
  return (
    <ul
      aria-label={say("Test call")}
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {state.data.map(({ call, ok, words }) => {
        const Icon = ok === null ? CircleMinus : ok ? CircleCheck : CircleAlert;
        const tone = ok === null ? "text-ink-faint" : ok ? "text-ok" : "text-danger";
        return (
          <li key={call} className="flex items-start gap-2.5 px-3.5 py-2.5">
            <Icon className={`mt-0.5 size-4 shrink-0 ${tone}`} />
            <p className="min-w-0 wrap-anywhere">
              <span className="font-medium">{say(call)}</span>
              <span className="text-ink-muted">{` · ${words}`}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
