import type { Db } from "@/lib/db/client";
import { eventually } from "./eventually";

/** Opens `connections` of a pool before a burst: on a busy machine opening them all at once may take too long. */
export async function warmUp(db: Db, connections: number): Promise<void> {
  await eventually(() =>
    Promise.all(
      Array.from({ length: connections }, () => db.$queryRaw`SELECT 1 FROM pg_sleep(0.1)`),
    ),
  );
}
