import type { PasskeyView } from "@/lib/passkeys/own-passkeys";
import { say } from "@/lib/say/say";
import { removePasskeyAction } from "./actions";
import { OwnList } from "./own-list";

type PasskeyListProps = { passkeys: PasskeyView[]; now: string; timeZone: string };

/** What there is, and a way to remove each. */
export function PasskeyList({ passkeys, ...clock }: PasskeyListProps) {
  if (passkeys.length === 0) return null;
  return (
    <OwnList
      {...clock}
      items={passkeys}
      field="passkeyId"
      action={removePasskeyAction}
      consequences={[
        say(
          "It signs you in no more. Remove it from the device as well, where it stays in the list.",
        ),
      ]}
    />
  );
}
