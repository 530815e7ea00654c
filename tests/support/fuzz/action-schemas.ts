import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What a field of a form may be, as far as JSON Schema can say it. */
export interface FieldSchema {
  type?: string;
  enum?: string[];
  format?: string;
  pattern?: string;
  maxLength?: number;
  minLength?: number;
  default?: unknown;
  items?: FieldSchema;
  anyOf?: FieldSchema[];
}

/** An action by name, and what it takes in. */
export interface ActionSchema {
  name: string;
  /** Fields that may stand several times. */
  lists: string[];
  schema: { properties?: Record<string, FieldSchema>; required?: string[] };
}

/** The input schemas of all server actions, read by a program of its own from the modules that declare them. */
export async function actionSchemas(): Promise<ActionSchema[]> {
  const program = fileURLToPath(new URL("describe-actions.ts", import.meta.url));
  const args = ["--conditions=react-server", "--import", "tsx", program];
  const options = { maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  return JSON.parse(stdout) as ActionSchema[];
}
