import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { formatCount } from "@/lib/format";
import type { CareView, NoteView } from "@/lib/portals/care/queries";
import { say } from "@/lib/say/say";
import { AddNote } from "./add-note";
import { ChangeNote, DeleteNote } from "./change-note";

type Clock = { now: string; timeZone: string };
type NotesSectionProps = {
  portalId: string;
  care: Pick<CareView, "notes" | "noteCount">;
  mayNote: boolean;
  /** See `TimelineSection`. */
  listPlace: string;
} & Clock;

/** What people wrote about the portal, for each other. */
export function NotesSection({ portalId, care, mayNote, listPlace, ...clock }: NotesSectionProps) {
  const { notes, noteCount } = care;
  if (!mayNote && noteCount === 0) return null;
  return (
    <Section
      id="notes"
      title={say("Notes")}
      description={say("For the team. The customer does not see them.")}
    >
      <div className="flex flex-col gap-4">
        {mayNote ? <AddNote portalId={portalId} /> : null}
        {notes.length > 0 ? (
          <ol
            aria-label={say("Notes")}
            className="flex flex-col divide-y divide-line border-t border-line"
          >
            {notes.map((note) => (
              <Note key={note.id} note={note} {...clock} />
            ))}
          </ol>
        ) : null}
        {noteCount > notes.length ? (
          <Link
            href={`/portals/${portalId}?${listPlace && `${listPlace}&`}notes=all#notes`}
            className="self-start text-sm text-accent-text hover:underline"
          >
            {say("Show all {notes} notes", { notes: formatCount(noteCount, undefined, say.lang) })}
          </Link>
        ) : null}
      </div>
    </Section>
  );
}

function Note({ note, ...clock }: { note: NoteView } & Clock) {
  const { id, author, text, createdAt, editedAt, mayChange, mayDelete } = note;
  return (
    <li className="pt-3 pb-3 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-2 text-sm text-ink-faint">
        <span className="font-medium wrap-anywhere text-ink">{author}</span>
        <RelativeTime value={createdAt.toISOString()} {...clock} show="relative" />
        {editedAt ? (
          <span>
            {say.rich("edited {when}", {
              when: <RelativeTime value={editedAt.toISOString()} {...clock} show="relative" />,
            })}
          </span>
        ) : null}
        <span className="ms-auto flex gap-1 print:hidden">
          {mayChange ? <ChangeNote noteId={id} text={text} /> : null}
          {mayDelete ? <DeleteNote noteId={id} author={author} /> : null}
        </span>
      </div>
      <p className="mt-1 wrap-anywhere whitespace-pre-wrap">{text}</p>
    </li>
  );
}
