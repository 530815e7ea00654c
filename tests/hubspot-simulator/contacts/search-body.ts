import { z } from "zod";

/** Those that the simulator knows; HubSpot has CONTAINS_TOKEN and NOT_CONTAINS_TOKEN beside them. */
export const OPERATORS = [
  "EQ",
  "NEQ",
  "LT",
  "LTE",
  "GT",
  "GTE",
  "BETWEEN",
  "IN",
  "NOT_IN",
  "HAS_PROPERTY",
  "NOT_HAS_PROPERTY",
] as const;

const filter = z
  .object({
    propertyName: z.string(),
    operator: z.enum(OPERATORS),
    value: z.string().optional(),
    highValue: z.string().optional(),
    values: z.array(z.string()).optional(),
  })
  .refine(
    ({ operator, value, highValue, values }) =>
      operator.endsWith("HAS_PROPERTY") ||
      (operator.endsWith("IN") ? values !== undefined : value !== undefined) ||
      (operator === "BETWEEN" && highValue !== undefined),
    "has no value",
  );

const sort = z.union([
  z.string().transform((propertyName) => ({ propertyName, direction: "ASCENDING" as const })),
  z.object({
    propertyName: z.string(),
    direction: z.enum(["ASCENDING", "DESCENDING"]).default("ASCENDING"),
  }),
]);

/** HubSpot's limits: 200 a page, 5 groups of 6 filters, 18 filters in all, one sort, `after` a whole number as text. */
export const searchBody = z.object({
  query: z.string().max(3_000).default(""),
  limit: z.int().min(1).max(200).default(10),
  after: z
    .union([z.string().regex(/^\d+$/), z.int().nonnegative()])
    .default("0")
    .transform(Number),
  sorts: z.array(sort).max(1, "takes one sort").default([]),
  properties: z.array(z.string()).default([]),
  filterGroups: z
    .array(z.object({ filters: z.array(filter).min(1).max(6) }))
    .max(5)
    .refine(
      (groups) => groups.flatMap(({ filters }) => filters).length <= 18,
      "has over 18 filters",
    )
    .default([]),
});

export type SearchBody = z.output<typeof searchBody>;
export type SearchFilter = z.output<typeof filter>;
