import type { FactorView } from "@/lib/factors/own-factors";
import { say } from "@/lib/say/say";
import { removeFactorAction } from "./actions";
import { OwnList } from "./own-list";

type FactorListProps = { factors: FactorView[]; isLast: boolean; now: string; timeZone: string };

/** What there is, and a way to remove each. */
export function FactorList({ factors, isLast, ...clock }: FactorListProps) {
  if (factors.length === 0) return null;
  return (
    <OwnList
      {...clock}
      items={factors}
      field="factorId"
      action={removeFactorAction}
      consequences={
        isLast
          ? [
              say("Your password alone signs you in again."),
              say("Your recovery codes stop working."),
            ]
          : [say("Its codes stop working at once.")]
      }
    />
  );
}
