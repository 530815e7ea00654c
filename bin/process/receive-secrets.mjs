// Loaded into a program before its own code (node --import): reads the secrets that the launcher handed over through an
// inherited pipe, to its end, and closes it. Nothing of them is in the environment, nothing is left for children.
import { closeSync, readFileSync } from "node:fs";
import { keepHandedOver } from "../../lib/settings/handed-over.mjs";

const fd = Number(process.env.PORTICO_SECRETS_FD ?? "");
delete process.env.PORTICO_SECRETS_FD;

if (fd > 2) {
  keepHandedOver(JSON.parse(readFileSync(fd, "utf8")));
  closeSync(fd);
}
