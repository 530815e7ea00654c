import { Link } from "@/components/ui/link";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { Section } from "@/components/ui/card";
import type { BlockingPortals } from "@/lib/hubspot-apps/blocking-portals";
import type { AppView } from "@/lib/hubspot-apps/queries";
import { deleteAppAction } from "../../actions";
import { say } from "@/lib/say/say";

/** The danger zone: an app goes only when nothing hangs on it any more. */
export function DeleteSection({ app, blocking }: { app: AppView; blocking: BlockingPortals }) {
  if (blocking.total > 0) {
    const more = blocking.total - blocking.portals.length;
    return (
      <Section title={say("Delete app")}>
        <p className="text-ink-muted">
          {say.count(
            blocking.total,
            "One portal is still connected through this app. Revoke it first; then the app can be deleted.",
            "{count:number} portals are still connected through this app. Revoke them first; then the app can be deleted.",
          )}
        </p>
        <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
          {blocking.portals.map(({ id, hubId, label }) => (
            <li key={id}>
              <Link href={`/portals/${id}`} className="text-accent-text hover:underline">
                {label}
              </Link>{" "}
              <span className="text-sm text-ink-faint">{hubId}</span>
            </li>
          ))}
          {more > 0 ? (
            <li className="text-ink-faint">{say("and {n:number} more", { n: more })}</li>
          ) : null}
        </ul>
      </Section>
    );
  }
  return (
    <Section
      title={say("Delete app")}
      actions={
        <ConfirmDialog
          trigger={{ label: say("Delete app"), variant: "secondary" }}
          title={say("Delete {app}?", { app: app.name })}
          consequences={[
            say("The stored client ID and client secret are removed for good."),
            say(
              "Portals of this app that were revoked or refused disappear from the list, with their grants.",
            ),
            say("The activity log keeps everything that happened."),
            say("Nothing changes in HubSpot: the app itself stays there."),
          ]}
          confirmLabel={say("Type the app's name to confirm")}
          expected={app.name}
          submitLabel={say("Delete app")}
          action={deleteAppAction}
          fields={{ appId: app.id }}
        />
      }
    >
      <p className="text-ink-muted">
        {say("No portal is connected through this app, so it can be deleted.")}
      </p>
    </Section>
  );
}
