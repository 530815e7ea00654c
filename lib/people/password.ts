import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

// Argon2id (the library's default) with OWASP's parameters: 19 MiB, 2 passes, 1 lane (SEC-52).
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT_PARAMETERS = "$argon2id$v=19$m=19456,t=2,p=1$";
const MIN_LENGTH = 15;
const MAX_LENGTH = 256;
const MAX_CONCURRENT_HASHES = 4;

/** Hash of a password nobody knows: unknown people cost the same work as known ones. */
let dummyHash: Promise<string> | undefined;

let running = 0;
const waiting: (() => void)[] = [];

/** Hashing takes 19 MiB and a core: a flood of sign-ins queues instead of exhausting the machine. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_CONCURRENT_HASHES) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
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

let estimator: ZxcvbnFactory | undefined;

/** zxcvbn's scale: 3 and up stands against an offline attack on a slow hash. */
const MIN_SCORE = 3;

/**
 * Why a password is refused, in words; undefined when it may be used. Length first (NIST SP 800-63B-4), then common
 * passwords, patterns and words about the person and the product (ASVS 6.2.4, 6.2.11), all without the network.
 */
export function passwordProblem(
  password: string,
  about: { email?: string; name?: string } = {},
): string | undefined {
  const length = [...password].length;
  if (length < MIN_LENGTH) {
    return `Use at least ${MIN_LENGTH} characters. A few unrelated words make a good password.`;
  }
  if (length > MAX_LENGTH) return `Use at most ${MAX_LENGTH} characters.`;
  const words = [
    about.email,
    ...(about.email?.split(/[@.]/) ?? []),
    about.name,
    "portico",
    "hubspot",
  ];
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const { score } = estimator.check(
    password.slice(0, 100),
    words.filter((word): word is string => Boolean(word)),
  );
  if (score >= MIN_SCORE) return undefined;
  return "This password is easy to guess: it is common, repeats itself or is made of your own details. Choose another one.";
}
