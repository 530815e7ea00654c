import { RelativeTime } from "@/components/relative-time";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { FormAction } from "@/components/ui/form-state";
import { say } from "@/lib/say/say";

type Own = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

type OwnListProps = {
  items: Own[];
  now: string;
  timeZone: string;
  /** The field that names what is removed, and what removes it. */
  field: string;
  action: FormAction;
  consequences: string[];
};

/** One's own factors of one kind, each with a way to remove it. */
export function OwnList({ items, field, action, consequences, ...clock }: OwnListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {items.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
          <span className="min-w-0 flex-1 basis-48">
            <span className="block font-medium wrap-anywhere">{name}</span>
            <span className="text-sm text-ink-faint">
              {lastUsedAt
                ? say.rich("Added {when}, last used {used}", {
                    when: <RelativeTime value={createdAt.toISOString()} {...clock} />,
                    used: <RelativeTime value={lastUsedAt.toISOString()} {...clock} />,
                  })
                : say.rich("Added {when}", {
                    when: <RelativeTime value={createdAt.toISOString()} {...clock} />,
                  })}
            </span>
          </span>
          <ConfirmDialog
            trigger={{
              label: say("Remove"),
              ariaLabel: say("Remove {name}", { name }),
              size: "sm",
            }}
            title={say("Remove {name}?", { name })}
            consequences={consequences}
            submitLabel={say("Remove")}
            action={action}
            fields={{ [field]: id }}
          />
        </li>
      ))}
    </ul>
  );
}
