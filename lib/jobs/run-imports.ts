import "server-only";
import type { Context } from "@/lib/context";
import { advanceImport } from "@/lib/imports/advance";
import { cancelForgotten } from "@/lib/imports/decide";

/** Works on imports that wait for it, one batch of rows at a time. @returns 1 when more may be waiting */
export async function runImports(ctx: Context, isStopping: () => boolean): Promise<number> {
  await cancelForgotten(ctx);
  return (await advanceImport(ctx, { isStopping })) ? 1 : 0;
}
