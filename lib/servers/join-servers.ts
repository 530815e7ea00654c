import "server-only";
import { getEnv } from "@/lib/env";
import { watchKeys } from "@/lib/keys/watch-keys";
import { getResources } from "@/lib/resources";
import { announce, type ServerKind } from "./announce";

/**
 * Makes this process one of those that work over the database: the others see it, and what is changed in its key file
 * reaches it.
 */
export async function joinServers(kind: ServerKind): Promise<{ leave(): Promise<void> }> {
  const { db, vault } = await getResources();
  const { keyFile: file, keyring } = getEnv();
  const announcement = announce({ db, vault }, kind);
  const unwatch = file
    ? watchKeys({ db, keyring, file, onChange: () => announcement.again() })
    : () => undefined;
  return {
    leave() {
      unwatch();
      return announcement.end();
    },
  };
}
