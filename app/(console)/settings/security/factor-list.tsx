import { RelativeTime } from "@/components/relative-time";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { PasswordField } from "@/components/ui/field";
import type { FactorView } from "@/lib/factors/own-factors";
import { removeFactorAction } from "./actions";

type FactorListProps = { factors: FactorView[]; now: string; timeZone: string };

/** What there is, and a way to remove each. */
export function FactorList({ factors, ...clock }: FactorListProps) {
  if (factors.length === 0)
    return <p className="text-ink-muted">You have none. Your password alone signs you in.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {factors.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
          <span className="min-w-0 flex-1 basis-48">
            <span className="block font-medium wrap-anywhere">{name}</span>
            <span className="text-sm text-ink-faint">
              Added <RelativeTime value={createdAt.toISOString()} {...clock} />
              {lastUsedAt ? (
                <>
                  , last used <RelativeTime value={lastUsedAt.toISOString()} {...clock} />
                </>
              ) : null}
            </span>
          </span>
          <ConfirmDialog
            trigger={{ label: "Remove", ariaLabel: `Remove ${name}`, size: "sm" }}
            title={`Remove ${name}?`}
            consequences={
              factors.length === 1
                ? ["Your password alone signs you in again.", "Your recovery codes stop working."]
                : ["Its codes stop working at once."]
            }
            submitLabel="Remove"
            action={removeFactorAction}
            fields={{ factorId: id }}
          >
            <PasswordField
              label="Current password"
              name="currentPassword"
              autoComplete="current-password"
              required
            />
          </ConfirmDialog>
        </li>
      ))}
    </ul>
  );
}
