import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import type { Db } from "./client";

/** Of each table, what leads to another one, and to which. */
export type Relations = Record<Prisma.ModelName, Readonly<Record<string, Prisma.ModelName>>>;

interface DataModel {
  models: Record<string, { fields: { name: string; kind: string; type: string }[] }>;
}

/** The relations of the schema, as the client itself has them. @throws Error when it does not have them any more */
export function relationsOf(db: Db): Relations {
  const { models } = (db as unknown as { _runtimeDataModel: DataModel })._runtimeDataModel;
  return Object.fromEntries(
    Object.entries(models).map(([model, { fields }]) => [
      model,
      Object.fromEntries(
        fields.filter(({ kind }) => kind === "object").map(({ name, type }) => [name, type]),
      ),
    ]),
  ) as Relations;
}
