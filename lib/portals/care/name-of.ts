import "server-only";
import { personIdOf, type Context } from "@/lib/context";

/** The name of whoever acts, to be kept beside what they wrote. */
export async function nameOf({ db, actor }: Pick<Context, "db" | "actor">): Promise<string> {
  const id = personIdOf(actor);
  const person = id ? await db.person.findUnique({ where: { id }, select: { name: true } }) : null;
  return person?.name ?? actor.label;
}
