import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import { queueSizes } from "@/lib/alerts/figures";
import type { Context } from "@/lib/context";
import { getEnv } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { readWear } from "@/lib/keys/key-uses";
import { areKeysStored } from "@/lib/keys/stored-copy";
import { createContext } from "@/lib/resources";
import { ownsAuditLog } from "@/lib/audit/owner";
import { verifyAudit } from "@/lib/audit/verify";
import { findProvider } from "@/lib/single-sign-on/provider";
import { canKeepIn, countKept } from "@/lib/spill/examine";
import { explainUnreadable } from "@/lib/spill/left-answers";
import { spillFolder } from "@/lib/spill/spill";
import { writeBundle } from "./doctor-bundle";
import { CommandError } from "./errors";
import type { Finding } from "./finding";

const TIMEOUT_MS = 5_000;
const MAX_SKEW_SECONDS = 5;

/**
 * `doctor [--bundle FILE]`: each check on its own line with the fix; exit code 1 when one fails, 0 when all there is is
 * advice. Changes nothing. A bundle is what a support engineer would ask for, without secrets, people and customers in it.
 */
export async function doctor({
  bundle,
}: Record<string, string | boolean | undefined>): Promise<void> {
  const first = await settings();
  // Everything else needs the settings.
  const findings = first.ok
    ? [first, ...(await database()), await answers(), await hubspot(), ...(await provider())]
    : [first];
  for (const { name, ok, isAdvice, words } of findings) {
    process.stdout.write(`${ok ? "✓" : isAdvice ? "!" : "✗"} ${name.padEnd(16)} ${words}\n`);
  }
  if (typeof bundle === "string") await writeBundle(bundle, findings);
  const failed = findings.filter(({ ok, isAdvice }) => !ok && !isAdvice).length;
  if (failed > 0) throw new CommandError(`${failed} of ${findings.length} checks failed.`);
}

async function settings(): Promise<Finding> {
  try {
    const { origin, keyring } = getEnv();
    return {
      name: "settings",
      ok: true,
      words: `${origin}, encryption keys ${keyring.ids.join(", ")}`,
    };
  } catch (error) {
    return { name: "settings", ok: false, words: wordsOf(error) };
  }
}

async function database(): Promise<Finding[]> {
  try {
    const ctx = await createContext({ kind: "operator", label: "doctor" });
    const [row] = await ctx.db.$queryRaw<{ version: string; migrations: number; at: Date }[]>`
      SELECT current_setting('server_version') AS "version", now() AS "at",
        (SELECT COUNT(*)::int FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL) AS "migrations"`;
    const skew = Math.abs(Date.now() - (row?.at.getTime() ?? 0)) / 1000;
    const [owners, people, portals, chain, isStored, wear, isOwn] = await Promise.all([
      ctx.db.person.count({ where: { role: "owner", disabledAt: null } }),
      ctx.db.person.count(),
      ctx.db.portal.count(),
      verifyAudit(ctx),
      areKeysStored(ctx),
      readWear(ctx),
      ownsAuditLog(ctx.db),
    ]);
    return [
      {
        name: "database",
        ok: true,
        words: `PostgreSQL ${row?.version}, ${row?.migrations} migrations, ${portals} portals`,
      },
      {
        name: "encryption",
        ok: true,
        words: "every stored value can be read with the loaded keys",
      },
      {
        name: "key uses",
        ok: wear === "",
        words: wear || "far from the limit of one key",
      },
      {
        name: "key copy",
        ok: isStored,
        isAdvice: true,
        words: isStored
          ? "somebody has said that the keys are kept elsewhere too"
          : "the keys are on this machine alone, as far as is known; keep a copy and say so under Settings, System",
      },
      {
        name: "clock",
        ok: skew <= MAX_SKEW_SECONDS,
        words:
          skew <= MAX_SKEW_SECONDS
            ? "agrees with the database"
            : `differs from the database by ${Math.round(skew)} s; correct the time`,
      },
      {
        name: "owner",
        ok: owners > 0,
        // Nobody has set it up yet.
        isAdvice: people === 0,
        words: owners > 0 ? `${owners} active` : "none; open the set-up link that npm start prints",
      },
      await queue(ctx),
      {
        name: "audit log",
        ok: !chain.brokenAt,
        words: chain.brokenAt
          ? `broken at line ${chain.brokenAt.seq}: ${chain.brokenAt.why}`
          : `${chain.checked} lines, chain intact, ${isOwn ? "owned by the server's own role (see docs/hardening.md)" : "not owned by the server's role"}`,
      },
    ];
  } catch (error) {
    const words = wordsOf(error);
    const name = words.includes("PORTICO_ENCRYPTION_KEYS") ? "encryption" : "database";
    return [{ name, ok: false, words }];
  }
}

/** The identity provider, where there is one. */
async function provider(): Promise<Finding[]> {
  const name = "single sign-on";
  const env = getEnv();
  if (!env.oidc) return [];
  try {
    await findProvider(env);
    return [{ name, ok: true, words: `${env.oidc.issuer} answers` }];
  } catch (error) {
    const words =
      error instanceof Error && error.message.includes("OIDC_ISSUER") ? error.message : "";
    return [
      { name, ok: false, words: words || `${env.oidc.issuer} does not answer as a provider does` },
    ];
  }
}

/** Deliveries, backups and other work that outlives a request. */
async function queue(ctx: Context): Promise<Finding> {
  const name = "queue";
  try {
    const sizes = await queueSizes(ctx);
    const waiting = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    return { name, ok: true, words: waiting === 0 ? "nothing waits" : `${waiting} jobs wait` };
  } catch (error) {
    const isForbidden = (error as { code?: string }).code === "42501";
    const words = isForbidden
      ? "its schema cannot be made: GRANT CREATE ON DATABASE to Portico's role until it has started once"
      : "cannot be reached; the server log says why";
    return { name, ok: false, words };
  }
}

/** Answers of HubSpot that a server kept on this disk and could not store yet. Needs no database, which may be why. */
async function answers(): Promise<Finding> {
  const name = "kept answers";
  const { dataDir, keyring } = getEnv();
  const folder = spillFolder(dataDir);
  try {
    const unreadable = await explainUnreadable(folder, keyring);
    const words = unreadable
      ? `${unreadable} Add the missing key to PORTICO_ENCRYPTION_KEYS`
      : await answersWords(folder);
    return { name, ok: words === "", words: words || "none waits" };
  } catch {
    return { name, ok: false, words: `${folder} cannot be read; make it readable for this user` };
  }
}

/** What is wrong with the kept answers; "" when nothing is. */
async function answersWords(folder: string): Promise<string> {
  if (!(await canKeepIn(folder)))
    return `${folder} cannot be written, so no token is renewed; free space, or make it writable`;
  const waiting = await countKept(folder);
  if (waiting === 0) return "";
  return `${waiting} safe in ${folder} and not stored yet; start Portico and its database, which stores them`;
}

/** Reaches HubSpot's API host without sending anything. */
async function hubspot(): Promise<Finding> {
  const name = "HubSpot";
  try {
    const url = new URL(getEnv().hubspotApiUrl);
    const { address } = await lookup(url.hostname);
    await reach(address, Number(url.port || (url.protocol === "https:" ? 443 : 80)));
    return { name, ok: true, words: `${url.host} answers` };
  } catch {
    return {
      name,
      ok: false,
      words:
        "cannot be reached; check that this machine may open https connections to api.hubapi.com",
    };
  }
}

function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    socket.once("connect", () => {
      socket.destroy();
      resolve();
    });
    socket.once("timeout", () => socket.destroy(new Error("timeout")));
    socket.once("error", reject);
  });
}

function wordsOf(error: unknown): string {
  return isAppError(error, "configuration")
    ? error.message
    : "cannot be reached; check DATABASE_URL";
}
