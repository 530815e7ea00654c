import { AutoRefresh } from "@/app/(console)/portals/connect/[attemptId]/auto-refresh";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { KeyView } from "@/lib/keys/rotate";
import type { RotationView } from "@/lib/keys/rotation-job";
import { say } from "@/lib/say/say";
import type { SystemView } from "@/lib/servers/system";
import { addKeyAction, removeKeyAction, rotateKeysAction } from "./actions";
import { Command } from "./command";
import { sayStored } from "@/lib/say/stored";

type KeysSectionProps = Pick<SystemView, "keys"> & {
  /** With how many values each seals; for those who may change them. */
  counted: KeyView[] | null;
  rotation: RotationView | null;
};

const REFRESH_MS = 2_000;

/** Which keys seal and open, and the three steps of changing them; never a key. */
export function KeysSection({ keys, counted, rotation }: KeysSectionProps) {
  const isMoving = rotation?.state === "waiting" || rotation?.state === "running";
  return (
    <Section
      title={say("Encryption keys")}
      description={
        keys.fromFile
          ? say("Kept in a file outside the database. Keep a copy of it where the backups are not.")
          : say("Kept in a variable or a vault. Keep a copy where the backups are not.")
      }
    >
      {isMoving ? <AutoRefresh everyMs={REFRESH_MS} /> : null}
      <ul className="flex flex-col gap-2">
        {keys.ids.map((id, index) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-sm text-ink">{id}</code>
            {index === 0 ? (
              <Badge tone="ok">{say("Seals and opens")}</Badge>
            ) : (
              <Badge>{say("Opens")}</Badge>
            )}
            <span className="text-sm text-ink-faint">
              {[needOf(id, keys, counted), ...usesOf(id, keys)].join(", ")}
            </span>
            {counted && keys.fromFile && index > 0 && valuesUnder(id, counted) === 0 ? (
              <RemoveKey id={id} />
            ) : null}
          </li>
        ))}
      </ul>
      {rotation ? <Progress rotation={rotation} /> : null}
      {counted && keys.fromFile ? (
        <Steps keys={keys} isMoving={isMoving} />
      ) : (
        <InShell keys={keys} />
      )}
    </Section>
  );
}

function valuesUnder(id: string, counted: KeyView[]): number {
  return counted.find((key) => key.id === id)?.values ?? 0;
}

function needOf(id: string, { used }: SystemView["keys"], counted: KeyView[] | null): string {
  if (!counted)
    return used.includes(id) ? say("stored values need it") : say("no stored value needs it");
  return say.count(
    valuesUnder(id, counted),
    "{count:number} value under it",
    "{count:number} values under it",
  );
}

function usesOf(id: string, { uses }: SystemView["keys"]): string[] {
  const use = uses.find((one) => one.id === id);
  return use ? [say.count(use.wraps, "sealed once", "sealed {count:number} times")] : [];
}

function Progress({ rotation: { state, words, sealed } }: { rotation: RotationView }) {
  if (state === "failed")
    return (
      <Alert tone="danger" title={say("Sealing anew stopped")} className="mt-4">
        {sayStored(words)}
      </Alert>
    );
  if (state === "done")
    return (
      <p role="status" className="mt-4 text-sm text-ok">
        {sayStored(words)}{" "}
        {sealed > 0 ? say("{count:number} were sealed anew.", { count: sealed }) : null}
      </p>
    );
  return (
    <Alert title={say("Sealing everything anew")} className="mt-4">
      {sayStored(words)}
      {sealed > 0 ? ` ${say("{count:number} sealed anew so far.", { count: sealed })}` : null}
    </Alert>
  );
}

/** A key is added, then everything is sealed under it, then the old one goes. */
function Steps({ keys, isMoving }: { keys: SystemView["keys"]; isMoving: boolean }) {
  return (
    <div className="mt-5 flex flex-wrap items-center gap-2">
      <ConfirmDialog
        trigger={{ label: say("Add key") }}
        title={say("Add an encryption key?")}
        consequences={[
          say("It opens and does not seal yet, so that every server can have it first."),
          say(
            "It goes into the key file of the server that does this. Servers on other machines need that file too.",
          ),
          say("Keep a copy of the file again."),
        ]}
        submitLabel={say("Add key")}
        tone="primary"
        action={addKeyAction}
      />
      {keys.ids.length > 1 && !isMoving ? (
        <ConfirmDialog
          trigger={{ label: say("Rotate") }}
          title={say("Seal everything under the newest key?")}
          consequences={[
            say(
              "A worker does it while everything goes on. It may be interrupted and asked for again.",
            ),
            say("It waits until every server has the key, and says which one has not."),
          ]}
          submitLabel={say("Rotate")}
          tone="primary"
          action={rotateKeysAction}
        />
      ) : null}
    </div>
  );
}

function RemoveKey({ id }: { id: string }) {
  return (
    <ConfirmDialog
      trigger={{ label: say("Remove"), variant: "ghost", size: "sm" }}
      title={say("Remove the key {id}?", { id })}
      consequences={[
        say("No stored value needs it. Backups from before do."),
        say("It is put into the file removed-keys beside the key file of this server."),
      ]}
      submitLabel={say("Remove key")}
      action={removeKeyAction}
      fields={{ key: id }}
    />
  );
}

/** For who may not change them here, and where the keys are not Portico's to change. */
function InShell({ keys: { ids, used } }: { keys: SystemView["keys"] }) {
  const [first, ...others] = ids;
  const isHalfWay = used.some((id) => id !== first);
  const words =
    others.length === 0
      ? say("An owner changes them here, or an operator in a shell:")
      : isHalfWay
        ? say("Some values are still under another key than the first. Seal them anew:")
        : say("Seal everything under the newest key, or take away one that nothing needs:");
  const rotate = "npm run portico -- keys rotate";
  const commands =
    others.length === 0
      ? ["npm run portico -- keys add"]
      : isHalfWay
        ? [rotate]
        : [rotate, `npm run portico -- keys remove ${others[0]}`];
  return (
    <>
      <p className="mt-4 text-sm text-ink-muted">{words}</p>
      {commands.map((command) => (
        <Command key={command}>{command}</Command>
      ))}
    </>
  );
}
