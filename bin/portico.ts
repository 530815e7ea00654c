// The operator CLI: the same verbs as the screens, called from a shell. Started by `npm run portico -- <command>`.
import { closeResources } from "@/lib/resources";
import { apiKeysCreate, apiKeysList, apiKeysRevoke } from "./commands/api-keys";
import { auditAnchor, auditVerify } from "./commands/audit";
import { backup } from "./commands/backup";
import { doctor } from "./commands/doctor";
import { readCommandLine, type CliCommandName } from "./commands/catalogue.mjs";
import { CommandError } from "./commands/errors";
import { importFile } from "./commands/import";
import { keysAdd, keysRemove, keysRotate, keysStatus } from "./commands/keys";
import { moveDatabase } from "./commands/move-database";
import { restore } from "./commands/restore";
import {
  usersCreate,
  usersDisable,
  usersResetFactors,
  usersResetPassword,
  usersSetRole,
} from "./commands/users";
import { worker } from "./commands/worker";
import { PlainError } from "./lib/plain-error.mjs";

type Options = Record<string, string | boolean | undefined>;

const COMMANDS: Record<CliCommandName, (options: Options) => Promise<void>> = {
  "users create": usersCreate,
  "users set-role": usersSetRole,
  "users reset-password": usersResetPassword,
  "users disable": usersDisable,
  "users reset-factors": usersResetFactors,
  "api-keys create": apiKeysCreate,
  "api-keys list": apiKeysList,
  "api-keys revoke": apiKeysRevoke,
  import: importFile,
  "keys status": keysStatus,
  "keys add": keysAdd,
  "keys rotate": keysRotate,
  "keys remove": keysRemove,
  backup,
  restore,
  "move-database": moveDatabase,
  worker,
  "audit verify": auditVerify,
  "audit anchor": auditAnchor,
  doctor,
};

try {
  const read = readCommandLine(process.argv.slice(2));
  if ("help" in read) process.stdout.write(read.help);
  else await COMMANDS[read.name](read.options);
} catch (error) {
  const isPlain = error instanceof PlainError;
  if (!isPlain && !(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n${isPlain ? `${error.hint}\n` : ""}`);
  process.exitCode = 1;
} finally {
  await closeResources().catch(() => undefined);
}
