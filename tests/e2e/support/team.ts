import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hash } from "@node-rs/argon2";
import type { BrowserContextOptions } from "@playwright/test";
import { encode } from "next-auth/jwt";
import type { Database } from "./database";
import { ADMIN, OWNER, SUPPORT, type Person } from "./people";

type Storage = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** A person of the team with a session of their own. */
export interface Member extends Person {
  storage: Storage;
}

export type Team = Record<"owner" | "admin" | "support", Member>;

const HOUR_MS = 3_600_000;

/** Somebody who is signed in. How people really get there is what first-run.spec.ts and team.spec.ts are about. */
export async function makeMember(
  database: Database,
  dataDir: string,
  person: Person,
  role: keyof Team,
): Promise<Member> {
  const secret = readFileSync(join(dataDir, "secrets/session-secret"), "utf8").trim();
  const id = randomUUID();
  await database.rows(
    `INSERT INTO "Person" (id, email, name, role, "passwordHash", "passwordChangedAt", "updatedAt")
     VALUES ($1, $2, $3, $4, $5, now(), now())`,
    [id, person.email, person.name, role, await hash(person.password)],
  );
  const sessionToken = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + 12 * HOUR_MS);
  await database.rows(
    `INSERT INTO "Session" (id, "tokenHash", "personId", "expiresAt") VALUES ($1, $2, $3, $4)`,
    [randomUUID(), createHash("sha256").update(sessionToken).digest("hex"), id, expiresAt],
  );
  const value = await encode({ token: { sid: sessionToken }, secret });
  const place = { domain: "localhost", path: "/", httpOnly: true, secure: false } as const;
  const cookie = { name: "portico.session", value, sameSite: "Lax", ...place } as const;
  const expires = Math.floor(expiresAt.getTime() / 1000);
  return { ...person, storage: { cookies: [{ ...cookie, expires }], origins: [] } };
}

export async function makeTeam(database: Database, dataDir: string): Promise<Team> {
  return {
    owner: await makeMember(database, dataDir, OWNER, "owner"),
    admin: await makeMember(database, dataDir, ADMIN, "admin"),
    support: await makeMember(database, dataDir, SUPPORT, "support"),
  };
}

/** Two admins of before whose sessions no longer count: one is disabled, the other's session is over. */
export async function makeLeavers(
  database: Database,
  dataDir: string,
): Promise<Record<"disabled" | "ended", Member>> {
  const leaver = (email: string) => {
    const person = { name: "Gone", email, password: "slate meadow ringing bell" };
    return makeMember(database, dataDir, person, "admin");
  };
  const disabled = await leaver("disabled@team.example");
  const ended = await leaver("ended@team.example");
  const update = (sql: string, { email }: Member) => database.rows(sql, [email]);
  await update(`UPDATE "Person" SET "disabledAt" = now() WHERE email = $1`, disabled);
  await update(
    `UPDATE "Session" SET "endedAt" = now()
     WHERE "personId" = (SELECT id FROM "Person" WHERE email = $1)`,
    ended,
  );
  return { disabled, ended };
}
