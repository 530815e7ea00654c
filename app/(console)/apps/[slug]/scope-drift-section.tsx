import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/card";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";
import type { GrantedSet } from "@/lib/hubspot-apps/scopes/scope-drift";
import type { AppView } from "@/lib/hubspot-apps/queries";
import { say } from "@/lib/say/say";

type ScopeDriftSectionProps = { app: AppView; sets: GrantedSet[] };

/** In one line, whether portals lag behind what the app asks for; the board has the rest. */
export function ScopeDriftSection({ app, sets }: ScopeDriftSectionProps) {
  const behind = portalsBehind(sets, app.requiredScopes);
  return (
    <Section title={say("Scope drift")}>
      <p className="text-ink-muted">
        {behind === 0
          ? say("Every live portal has granted all required scopes.")
          : say.count(
              behind,
              "One live portal has not granted every required scope.",
              "{count:number} live portals have not granted every required scope.",
            )}{" "}
        <Link href={`/apps/${app.slug}/scopes`} className="text-accent-text underline">
          {say("Scope board")}
        </Link>
      </p>
    </Section>
  );
}
