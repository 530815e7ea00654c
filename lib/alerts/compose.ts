import { ALERT_WORDS, isAlertEventType, type AlertEventType } from "./event-types";
import type { AlertPayload } from "./payload";

/** A message for people: what happened, what it means, what to do, where to look. */
export interface Message {
  /** One line; the subject of a mail. */
  title: string;
  sections: MessageSection[];
}

export interface MessageSection {
  heading: string;
  /** Absent where the heading is the message's title. */
  meaning: string;
  todo: string;
  /** What it is about, each with a link. */
  items: { label: string; url: string }[];
  /** How many more there are. */
  more: number;
}

/** Of one kind, named in a message; the console has the rest. */
const NAMED = 10;

/** One message of one event or of thousands: what is of the same kind stands together, trouble first. */
export function compose(events: AlertPayload[]): Message {
  const [first, ...others] = events;
  if (!first) return { title: "Nothing happened", sections: [] };
  if (others.length === 0) return { title: first.data.summary, sections: [sectionOf([first])] };
  const byType = new Map<string, AlertPayload[]>();
  for (const event of events) byType.set(event.type, [...(byType.get(event.type) ?? []), event]);
  const groups = [...byType.values()].sort((a, b) => rank(a) - rank(b));
  return {
    title: `${events.length} events: ${groups.map(countWords).join(", ")}`,
    sections: groups.map(sectionOf),
  };
}

function rank([first]: AlertPayload[]): number {
  const tone = first && isAlertEventType(first.type) ? ALERT_WORDS[first.type].tone : "note";
  return { bad: 0, note: 1, good: 2 }[tone];
}

/** "Portal needs a reconnect" of one, with the number before it of several. */
function countWords(group: AlertPayload[]): string {
  const label = labelOf(group[0]?.type ?? "").toLowerCase();
  return group.length === 1 ? label : `${group.length} × ${label}`;
}

function labelOf(type: string): string {
  return isAlertEventType(type) ? ALERT_WORDS[type as AlertEventType].label : "Test";
}

function sectionOf(group: AlertPayload[]): MessageSection {
  const [first] = group;
  if (!first) throw new Error("a section has at least one event");
  const isOne = group.length === 1;
  const words = isAlertEventType(first.type) ? ALERT_WORDS[first.type] : undefined;
  return {
    heading: isOne ? first.data.summary : `${group.length} × ${labelOf(first.type)}`,
    // What HubSpot said differs from portal to portal.
    meaning: isOne ? first.data.meaning : (words?.meaning ?? first.data.meaning),
    todo: isOne ? first.data.todo : (words?.todo ?? first.data.todo),
    items: group
      .slice(0, NAMED)
      .map(({ data }) => ({ label: subjectOf(data.summary), url: data.url })),
    more: Math.max(0, group.length - NAMED),
  };
}

/** "acme.example (62515)" of "Portal degraded: acme.example (62515)". */
function subjectOf(summary: string): string {
  const at = summary.indexOf(": ");
  return at < 0 ? summary : summary.slice(at + 2);
}
