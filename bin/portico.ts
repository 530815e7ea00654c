// The operator CLI: the same verbs as the screens, called from a shell. Started by `npm run portico -- <command>`.
import { closeResources } from "@/lib/resources";
import { auditVerify } from "./commands/audit";
import { doctor } from "./commands/doctor";
import { CommandError } from "./commands/errors";
import { importFile } from "./commands/import";
import { usersCreate, usersDisable, usersResetPassword } from "./commands/users";

const USAGE = `Usage: npm run portico -- <command>

  users create --email E --name N --role owner|admin|support   make a person; asks for a password, or reads it from stdin
  users reset-password --email E                               make a one-time link for a new password
  users disable --email E                                      lock a person out and end their sessions
  import FILE --app SLUG [--dry-run | --yes]                   bring portals here by their refresh tokens (CSV or JSON; - is stdin)
  audit verify                                                 check that no line of the audit log was changed
  doctor                                                       check settings, database, keys and HubSpot's reachability
`;

type Command = (args: string[]) => Promise<void>;

const COMMANDS: Record<string, Command> = {
  "users create": usersCreate,
  "users reset-password": usersResetPassword,
  "users disable": usersDisable,
  import: importFile,
  "audit verify": auditVerify,
  doctor,
};

async function main(args: string[]): Promise<void> {
  const name = Object.keys(COMMANDS).find((command) => {
    const words = command.split(" ");
    return words.every((word, index) => args[index] === word);
  });
  const command = name ? COMMANDS[name] : undefined;
  if (!name || !command) {
    process.stderr.write(
      args.length > 0 && !args.includes("--help")
        ? `There is no command "${args.join(" ")}".\n\n${USAGE}`
        : USAGE,
    );
    process.exitCode = args.includes("--help") ? 0 : 1;
    return;
  }
  await command(args.slice(name.split(" ").length));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await closeResources().catch(() => undefined);
}
