import type { ReactNode } from "react";
import { Check } from "lucide-react";
import { permissionGroups } from "@/lib/auth/permission-words";
import type { Permission } from "@/lib/auth/roles";
import { say } from "@/lib/say/say";

type RoleItemProps = {
  name: string;
  meaning: string;
  permissions: readonly Permission[];
  /** Who has it; left out for built-in roles. */
  people?: string[];
  actions?: ReactNode;
};

/** A role: what it is for, who has it, and on demand all it may do. */
export function RoleItem({ name, meaning, permissions, people, actions }: RoleItemProps) {
  return (
    <li className="px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className="font-medium wrap-anywhere">{name}</h3>
          {meaning ? <p className="wrap-anywhere text-ink-muted">{meaning}</p> : null}
          {people ? (
            <p className="mt-0.5 text-sm wrap-anywhere text-ink-faint">{peopleWords(people)}</p>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      <details className="mt-2">
        <summary className="min-h-6 w-fit cursor-pointer rounded text-sm text-ink-muted hover:text-ink">
          {say("What {name} may do", { name })}
        </summary>
        <PermissionList permissions={permissions} />
      </details>
    </li>
  );
}

/** More than these are counted. */
const SHOWN = 4;

function peopleWords(people: string[]): string {
  if (people.length === 0) return say("Nobody has it.");
  const rest = people.length - SHOWN;
  const shown = people.slice(0, SHOWN).join(", ");
  return rest > 0 ? say("{people} and {count:number} more", { people: shown, count: rest }) : shown;
}

function PermissionList({ permissions }: { permissions: readonly Permission[] }) {
  return (
    <div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
      {permissionGroups(permissions).map(({ group, rows }) => (
        <div key={group}>
          <h4 className="text-sm text-ink-faint">{say.any(group)}</h4>
          <ul className="mt-1 flex flex-col gap-1">
            {rows.map(({ permission, label }) => (
              <li key={permission} className="flex items-start gap-2">
                <Check className="mt-1 size-4 shrink-0 text-ok" />
                {say.any(label)}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
