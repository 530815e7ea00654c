import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/card";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";
import type { GrantedSet } from "@/lib/hubspot-apps/scopes/scope-drift";
import type { AppView } from "@/lib/hubspot-apps/queries";

type ScopeDriftSectionProps = { app: AppView; sets: GrantedSet[] };

/** In one line, whether portals lag behind what the app asks for; the board has the rest. */
export function ScopeDriftSection({ app, sets }: ScopeDriftSectionProps) {
  const behind = portalsBehind(sets, app.requiredScopes);
  return (
    <Section title="Scope drift">
      <p className="text-ink-muted">
        {behind === 0
          ? "Every live portal has granted all required scopes. "
          : `${behind === 1 ? "One live portal has" : `${behind} live portals have`} not granted every required scope. `}
        <Link href={`/apps/${app.slug}/scopes`} className="text-accent-text underline">
          Scope board
        </Link>
      </p>
    </Section>
  );
}
