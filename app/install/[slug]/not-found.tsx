import { AuthCard } from "@/components/auth-card";

/** Unknown, switched off, finished long ago: a stranger is told the same. */
export default function InstallNotFound() {
  return (
    <AuthCard
      title="There is nothing to install here"
      description="The link may be incomplete, too old, or switched off."
    >
      <p className="text-ink-muted">
        Ask the people who sent it for a new one. If you have connected the app already, nothing is
        lost: you can close this window.
      </p>
    </AuthCard>
  );
}
