import { UserRound } from "lucide-react";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { CareView } from "@/lib/portals/care/queries";
import { say } from "@/lib/say/say";
import { EditCare } from "./edit-care";

type CareSectionProps = {
  portalId: string;
  label: string;
  care: Pick<CareView, "owner" | "tags">;
  /** For those who may change it: whom and what to choose from. */
  choices?: { people: { id: string; name: string }[]; tags: string[] };
};

/** Who of the team looks after the portal, and the words it is sorted by. */
export function CareSection({ portalId, label, care, choices }: CareSectionProps) {
  const { owner, tags } = care;
  if (!choices && !owner && tags.length === 0) return null;
  return (
    <Section
      title={say("Looked after by")}
      actions={
        choices ? (
          <EditCare portalId={portalId} label={label} care={care} {...choices} />
        ) : undefined
      }
    >
      <p className="flex items-center gap-2">
        <UserRound className="size-4 shrink-0 text-ink-faint" />
        {owner ? (
          <span className="min-w-0 font-medium wrap-anywhere">
            {owner.name}
            {owner.isDisabled ? (
              <span className="font-normal text-ink-faint"> {say("(has no access any more)")}</span>
            ) : null}
          </span>
        ) : (
          <span className="text-ink-faint">{say("Nobody in particular")}</span>
        )}
      </p>
      {tags.length > 0 ? (
        <ul aria-label={say("Tags")} className="mt-3 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag}>
              <Link
                href={`/portals?tag=${encodeURIComponent(tag)}`}
                title={say("Portals with the tag {tag}", { tag })}
                className="inline-flex min-h-6 items-center rounded-full border border-line bg-sunken px-2.5 text-sm text-ink-muted hover:text-ink hover:underline"
              >
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
