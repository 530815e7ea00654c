// Prints what every server action takes in, as JSON: the wrapper of actions keeps its schema to itself, so this program
// has a bare one in its place.
import { register } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { declared } from "../surface/declared";
import type { ActionSchema } from "./action-schemas";

register("./bare-actions-hook.mjs", import.meta.url);

const root = pathToFileURL(fileURLToPath(new URL("../../../", import.meta.url)));
type Module = Record<string, { input: z.ZodType; lists?: string[] }>;

const found: ActionSchema[] = [];
const files = declared().flatMap(({ kind, file }) => (kind === "action" ? [file] : []));
for (const file of new Set(files)) {
  const module = (await import(new URL(file, root).href)) as Module;
  for (const [name, { input, lists = [] }] of Object.entries(module)) {
    const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
    found.push({ name, lists, schema: schema as ActionSchema["schema"] });
  }
}
process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit());
