import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { SystemView } from "@/lib/servers/system";
import { Command } from "./command";

/** Which keys seal and open; never a key. */
export function KeysSection({ keys }: Pick<SystemView, "keys">) {
  const [first] = keys.ids;
  const next = nextStep(keys);
  return (
    <Section
      title="Encryption keys"
      description={
        keys.fromFile
          ? "Kept in a file outside the database. Keep a copy of it where the backups are not."
          : "Kept in a variable. Keep a copy where the backups are not."
      }
    >
      <ul className="flex flex-col gap-2">
        {keys.ids.map((id) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-sm text-ink">{id}</code>
            {id === first ? <Badge tone="ok">Seals and opens</Badge> : <Badge>Opens</Badge>}
            <span className="text-sm text-ink-faint">
              {keys.used.includes(id) ? "stored values need it" : "no stored value needs it"}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-sm text-ink-muted">{next.words}</p>
      {next.commands.map((command) => (
        <Command key={command}>{command}</Command>
      ))}
    </Section>
  );
}

/** What a rotation of keys goes on with; all of it is done while everything runs. */
function nextStep({ ids: [first, ...others], used }: SystemView["keys"]) {
  const [rotate, remove] = ["npm run portico -- keys rotate", "npm run portico -- keys remove"];
  if (others.length === 0)
    return {
      words: "To change the key while everything runs, add another first:",
      commands: ["npm run portico -- keys add"],
    };
  if (used.some((id) => id !== first))
    return {
      words: "Some values are still under another key than the first. Seal them anew:",
      commands: [rotate],
    };
  return {
    words: "Seal everything under the newest key, or take away one that nothing needs:",
    commands: [rotate, `${remove} ${others[0]}`],
  };
}
