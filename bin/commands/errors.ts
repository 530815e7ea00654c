import { isAppError } from "@/lib/errors";
import { messageOf } from "@/lib/error-copy";

/** A failure with one sentence for the operator and no stack. */
export class CommandError extends Error {}

/** Runs a verb and turns its known failures into sentences. @throws CommandError */
export async function withWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "configuration") throw new CommandError(error.message);
    const fields = Object.values(
      (error.details.fields as Record<string, string> | undefined) ?? {},
    );
    throw new CommandError(fields.length > 0 ? fields.join(" ") : messageOf(error));
  }
}
