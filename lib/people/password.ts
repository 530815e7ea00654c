import "server-only";
import { hash, verify } from "@node-rs/argon2";

// Argon2id (the library's default) with OWASP's parameters: 19 MiB, 2 passes, 1 lane (SEC-52).
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT_PARAMETERS = "$argon2id$v=19$m=19456,t=2,p=1$";
const MAX_CONCURRENT_HASHES = 4;

/** Hash of a password nobody knows: unknown people cost the same work as known ones. */
let dummyHash: Promise<string> | undefined;

let running = 0;
const waiting: (() => void)[] = [];

/** Hashing takes 19 MiB and a core: a flood of sign-ins queues instead of exhausting the machine. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running < MAX_CONCURRENT_HASHES) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    // The place goes to who waits: given free first, it could be taken before they wake, and one more would be at work.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export function hashPassword(password: string): Promise<string> {
  return limited(() => hash(password.normalize("NFC"), PARAMETERS));
}

/** True when the password fits. Without a stored hash the same work is done and the answer is false. */
export async function verifyPassword(
  storedHash: string | null,
  password: string,
): Promise<boolean> {
  dummyHash ??= hashPassword(`${Math.random()}-${process.hrtime.bigint()}`);
  const against = storedHash ?? (await dummyHash);
  const fits = await limited(() => verify(against, password.normalize("NFC")));
  return storedHash !== null && fits;
}

/** True when a stored hash was made with older parameters. */
export function needsRehash(storedHash: string): boolean {
  return !storedHash.startsWith(CURRENT_PARAMETERS);
}
