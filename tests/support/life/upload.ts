import type { Context } from "@/lib/context";
import { advanceImport } from "@/lib/imports/advance";
import { getImport } from "@/lib/imports/queries";
import { startImport } from "@/lib/imports/start";
import { mayBeRefused, type Life } from "./life";

let lastToken = 0;

/** Another system has connected an account; its token is uploaded, checked and imported, as far as HubSpot lets it. */
export async function advanceUpload(
  life: Life,
  account: number,
  confirm: (ctx: Context, jobId: string) => Promise<void>,
): Promise<void> {
  const { world, app, hubIds } = life;
  const hubId = hubIds[account] ?? 0;
  const refreshToken = `uploaded-token-${(lastToken += 1)}-${hubId}-of-another-system`;
  await world.control.putGrant({
    ...{ clientId: app.clientId, hubId, refreshToken },
    scopes: app.requiredScopes,
  });
  life.uploaded.add(refreshToken);
  world.secrets.push(refreshToken);
  const bytes = new TextEncoder().encode(`refresh_token\n${refreshToken}\n`);
  let jobId = "";
  const isStarted = await mayBeRefused(
    startImport(life.ctx, { appId: app.id, fileName: "tokens.csv", bytes }).then(
      (job) => (jobId = job.jobId),
    ),
  );
  if (!isStarted) return;
  for (const step of ["check", "import"]) {
    for (let round = 0; round < 10; round += 1)
      if (!(await advanceImport(life.system, { jobId }))) break;
    if (step === "check" && (await getImport(life.ctx, jobId)).status === "ready")
      await mayBeRefused(confirm(life.ctx, jobId));
  }
}
