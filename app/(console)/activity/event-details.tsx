import { useState, type ReactNode } from "react";
import { CopyButton } from "@/components/copy-button";
import { AUDIT_ACTIONS, isAuditAction } from "@/lib/audit/events";
import type { ActivityRow } from "./activity-row";
import { useSay } from "#say";

/** What happened, as a line that opens: the change field by field, further facts, and the ids to quote. */
export function EventDetails({ row }: { row: ActivityRow }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {isAuditAction(row.action) ? say.any(AUDIT_ACTIONS[row.action]) : row.action}
      </summary>
      {isOpen ? <Facts row={row} /> : null}
    </details>
  );
}

function Facts({ row }: { row: ActivityRow }) {
  const say = useSay();
  const { action, changes = [], details = [], requestId, correlationId, seq } = row;
  return (
    <div className="mt-2 mb-1 flex flex-col gap-3 border-s border-line ps-4 text-start text-sm text-ink-muted sm:ms-2">
      {changes.length > 0 ? <Changes changes={changes} /> : null}
      <dl className="flex flex-col gap-1">
        {details.map(([name, value]) => (
          <Fact key={name} term={say.any(words(name))}>
            {value}
          </Fact>
        ))}
        <Fact term={say("Event")}>
          {say.rich("<code>{action}</code> no. {seq}", {
            code: (text) => <span className="font-mono">{text}</span>,
            action,
            seq,
          })}
        </Fact>
        <Fact term={say("Request")}>
          <Id value={requestId} label={say("Copy request id of event {seq}", { seq })} />
        </Fact>
        {correlationId ? (
          <Fact term={say("HubSpot correlation")}>
            <Id value={correlationId} label={say("Copy correlation id of event {seq}", { seq })} />
          </Fact>
        ) : null}
      </dl>
    </div>
  );
}

function Changes({ changes }: { changes: NonNullable<ActivityRow["changes"]> }) {
  const say = useSay();
  return (
    <dl className="flex flex-col gap-1.5">
      {changes.map(([field, before, after]) => (
        <div key={field}>
          <dt className="text-ink-faint">{say.any(words(field))}</dt>
          <dd className="flex flex-col gap-0.5 font-mono wrap-anywhere">
            <del className="rounded bg-danger-soft px-1.5 text-danger no-underline">
              <span aria-hidden>- </span>
              <span className="sr-only">{`${say("before:")} `}</span>
              {before}
            </del>
            <ins className="rounded bg-ok-soft px-1.5 text-ok no-underline">
              <span aria-hidden>+ </span>
              <span className="sr-only">{`${say("after:")} `}</span>
              {after}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <dt className="text-ink-faint">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-0.5">
      <code className="font-mono wrap-anywhere">{value}</code>
      <CopyButton value={value} label={label} className="-my-1 size-7" />
    </span>
  );
}

/** "retryAfterSeconds" and "new_name" as words. */
function words(name: string): string {
  const spaced = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}
