import "server-only";
import type { Prisma } from "@/lib/db/generated/client";

/** What comes in this time goes into the same message. */
export const GATHER_MS = 30_000;
/** After one message the next waits this long, so that a storm is a few messages and not thousands. */
export const BETWEEN_MS = 5 * 60_000;

type Target = Pick<
  Prisma.AlertTargetGetPayload<object>,
  "quietFrom" | "quietTo" | "timeZone" | "lastMessageAt"
>;

/** When the next message to a person or channel may go out: gathered, spaced, and not in the quiet hours. */
export function firstMessageAt(target: Target, now: Date): Date {
  const gathered = now.getTime() + GATHER_MS;
  const spaced = (target.lastMessageAt?.getTime() ?? 0) + BETWEEN_MS;
  return afterQuietHours(target, new Date(Math.max(gathered, spaced)));
}

/** The moment itself, or the end of the quiet hours that it lies in. They may go over midnight. */
export function afterQuietHours(target: Target, at: Date): Date {
  const { quietFrom: from, quietTo: to } = target;
  if (from === null || to === null || from === to) return at;
  const minute = minuteOfDay(at, target.timeZone ?? "UTC");
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return at;
  const minutesLeft = (to - minute + 24 * 60) % (24 * 60);
  const whole = Math.floor(at.getTime() / 60_000) * 60_000;
  return new Date(whole + minutesLeft * 60_000);
}

function minuteOfDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part("hour") * 60 + part("minute");
}
