import clsx from "clsx";
import { Ban, CircleCheck, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import {
  HeaderCell,
  RowHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import type { ApiKeyView } from "@/lib/api-keys/queries";
import { usesInWords } from "@/lib/api-keys/use-words";
import { formatDateTime } from "@/lib/format";
import { say } from "@/lib/say/say";
import { Limits } from "./limits";
import { RevokeDialog } from "./revoke-dialog";
import { RotateDialog } from "./rotate-dialog";

type KeysTableProps = { keys: ApiKeyView[]; now: string; timeZone: string };
type RowProps = Omit<KeysTableProps, "keys"> & { view: ApiKeyView };

const COLUMNS = [
  "Name",
  "Permissions",
  "Limits",
  "Created",
  "Expires",
  "Last used",
  "State",
] as const;

/** Every key: those that work, then what is left of the others. */
export function KeysTable({ keys, ...when }: KeysTableProps) {
  return (
    <Table caption={say("API keys")} keyboardScroll={keys.every(({ state }) => state !== "active")}>
      <TableHead>
        {COLUMNS.map((name) => (
          <HeaderCell key={name}>{say(name)}</HeaderCell>
        ))}
        <HeaderCell>
          <span className="sr-only">{say("Actions")}</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {keys.map((view) => (
          <KeyRow key={view.id} view={view} {...when} />
        ))}
      </TableBody>
    </Table>
  );
}

function KeyRow({ view, ...when }: RowProps) {
  const { id, name, prefix, state, permissions, createdAt, expiresAt, previousUntil } = view;
  const { timeZone } = when;
  const isActive = state === "active";
  const uses = usesInWords(view);
  const time = (value: Date) => (
    <RelativeTime value={value.toISOString()} show="relative" {...when} />
  );
  return (
    <TableRow className={clsx("align-top", !isActive && "text-ink-faint")}>
      <KeyCell label={say("Name")} header>
        <span className={clsx("wrap-anywhere", isActive || "font-normal")}>{name}</span>
        <code className="block font-mono text-sm font-normal text-ink-faint">{prefix}…</code>
      </KeyCell>
      <KeyCell label={say("Permissions")}>
        {permissions.map((permission) => (
          <code key={permission} className="block font-mono text-sm whitespace-nowrap">
            {permission}
          </code>
        ))}
      </KeyCell>
      <KeyCell label={say("Limits")}>
        <Limits apps={view.apps} hubIds={view.hubIds} />
      </KeyCell>
      <KeyCell label={say("Created")}>
        <span className="whitespace-nowrap">{time(createdAt)}</span>
        <Small>
          <Email address={view.createdBy} />
        </Small>
      </KeyCell>
      <KeyCell label={say("Expires")}>
        <span className="whitespace-nowrap">{expiresAt ? time(expiresAt) : say("Never")}</span>
      </KeyCell>
      <KeyCell label={say("Last used")}>
        {view.lastUsedAt ? (
          <span className="whitespace-nowrap">{time(view.lastUsedAt)}</span>
        ) : (
          <span className="text-ink-faint">{say("Never")}</span>
        )}
        {uses ? <Small>{say("{uses} in 30 days", { uses })}</Small> : null}
      </KeyCell>
      <KeyCell label={say("State")}>
        <StateBadge state={state} />
        {isActive && previousUntil ? (
          <Small>
            {say("Old key works until {when}", {
              when: formatDateTime(previousUntil, timeZone, { lang: say.lang }),
            })}
          </Small>
        ) : null}
      </KeyCell>
      <TableCell align="end" className="py-1! max-sm:justify-end! sm:align-top!">
        {isActive ? (
          <span className="flex justify-end gap-1">
            <RotateDialog
              keyId={id}
              name={name}
              isOverlapping={previousUntil !== null}
              timeZone={timeZone}
            />
            <RevokeDialog {...{ id, name, permissions, previousUntil }} />
          </span>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

/** A cell of several lines; they stay one block where the row is a card. */
function KeyCell({
  label,
  header,
  children,
}: {
  label: string;
  header?: boolean;
  children: ReactNode;
}) {
  const Cell = header ? RowHeader : TableCell;
  return (
    <Cell label={label} className="align-top! max-sm:items-start!">
      <span className="block max-sm:text-end">{children}</span>
    </Cell>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <span className="block text-sm wrap-anywhere text-ink-faint">{children}</span>;
}

/** A narrow column breaks an address before its "@". */
function Email({ address }: { address: string | null }) {
  if (!address) return say("Somebody no longer here");
  const [name, ...domain] = address.split("@");
  return (
    <>
      {name}
      <wbr />@{domain.join("@")}
    </>
  );
}

function StateBadge({ state }: Pick<ApiKeyView, "state">) {
  if (state === "revoked") return <Badge icon={<Ban />}>{say("Revoked")}</Badge>;
  if (state === "expired") return <Badge icon={<Clock />}>{say("Expired")}</Badge>;
  return (
    <Badge tone="ok" icon={<CircleCheck />}>
      {say("Active")}
    </Badge>
  );
}
