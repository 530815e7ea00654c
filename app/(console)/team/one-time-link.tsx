import { CopyButton } from "@/components/copy-button";
import { Alert } from "@/components/ui/alert";
import { formatDateTime } from "@/lib/format";
import { useSay } from "#say";

export type OneTimeLinkProps = {
  link: string;
  /** ISO 8601. */
  expiresAt: string;
  /** What to do with it: "Send this link to ada@example.com". */
  title: string;
  timeZone: string;
};

/** A link that is shown once; only its hash is stored, so it cannot be shown again. */
export function OneTimeLink({ link, expiresAt, title, timeZone }: OneTimeLinkProps) {
  const say = useSay();
  return (
    <Alert
      tone="success"
      title={title}
      actions={
        <CopyButton value={link} variant="secondary">
          {say("Copy link")}
        </CopyButton>
      }
    >
      <p className="mt-1">
        {say(
          "Use a channel that only they can read: whoever has the link can use it. It is shown only now and works once, until {when}.",
          { when: formatDateTime(expiresAt, timeZone, { lang: say.lang }) },
        )}
      </p>
      <code className="mt-2 block font-mono text-sm wrap-anywhere text-ink">{link}</code>
    </Alert>
  );
}
