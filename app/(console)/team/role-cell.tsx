import { Boxes } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { TableCell } from "@/components/ui/table";
import type { Rights } from "@/lib/auth/roles";
import { limitedTo, type AppOption } from "./role-options";
import { say } from "@/lib/say/say";
import { sayRole } from "@/lib/say/say-role";

/** More than these are counted. */
const SHOWN = 2;

/** What somebody may do, and of which apps. */
export function RoleCell({ rights, apps }: { rights: Rights; apps: AppOption[] }) {
  const names = limitedTo(rights, apps);
  return (
    <TableCell label={say("Role")}>
      <div className="min-w-0 max-sm:text-end">
        {sayRole(rights).name}
        {names ? (
          <span className="block text-sm wrap-anywhere text-ink-faint">{limitWords(names)}</span>
        ) : null}
        {names?.length === 0 ? (
          <Badge tone="warn" icon={<Boxes />}>
            {say("No app left")}
          </Badge>
        ) : null}
      </div>
    </TableCell>
  );
}

/** "only Acme Sync and Acme Billing", "only Acme Sync, Acme Billing and 3 more". */
function limitWords(names: string[]): string {
  if (names.length === 0) return "";
  const rest = names.length - SHOWN;
  if (rest > 0)
    return say("only {names} and {more:number} more", {
      names: names.slice(0, SHOWN).join(", "),
      more: rest,
    });
  return say("only {names:list}", { names });
}
