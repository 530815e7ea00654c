import "server-only";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { weaknessOf, type Weakness } from "./breached-passwords";

const MIN_LENGTH = 15;
const MAX_LENGTH = 256;
/** zxcvbn's scale: 3 and up stands against an offline attack on a slow hash. */
const MIN_SCORE = 3;
/** zxcvbn's work grows with the square of the length. */
const ESTIMATED_LENGTH = 100;

const ADVICE = "A few unrelated words make a good password.";
const WORDS: Record<Weakness, string> = {
  own: `This password is easy to guess: it is little more than your name or address, your company or this product. ${ADVICE}`,
  listed: `This password is known from data breaches, so it is among the first to be tried. ${ADVICE}`,
  decorated: `This password is one known from data breaches with digits or signs around it. ${ADVICE}`,
  joined: `This password is made of one or two that are known from data breaches. ${ADVICE}`,
};

/** Whom a password is for, and the address of this installation, whose host names the company. */
export interface AboutPassword {
  email?: string;
  name?: string;
  origin?: string;
}

/**
 * Why a password is refused, in words; undefined when it may be used. Length first (NIST SP 800-63B-4), then own words
 * and breached passwords (ASVS 6.2.4, 6.2.11, 6.2.12), then how many guesses it stands, all without the network.
 */
export async function passwordProblem(
  password: string,
  about: AboutPassword = {},
): Promise<string | undefined> {
  const length = [...password].length;
  if (length < MIN_LENGTH) return `Use at least ${MIN_LENGTH} characters. ${ADVICE}`;
  if (length > MAX_LENGTH) return `Use at most ${MAX_LENGTH} characters.`;
  const own = wordsAbout(about);
  const weakness = await weaknessOf(password, own);
  if (weakness) return WORDS[weakness];
  const { score } = (await estimator()).check(password.slice(0, ESTIMATED_LENGTH), own);
  if (score >= MIN_SCORE) return undefined;
  return "This password is easy to guess: it is common, repeats itself or is made of your own details. Choose another one.";
}

/** Words of the person, the company and the product, whole and in parts. */
function wordsAbout({ email, name, origin }: AboutPassword): string[] {
  const host = origin ? new URL(origin).hostname : undefined;
  const wholes = [email, name, host].filter((word): word is string => Boolean(word));
  const parts = wholes.flatMap((word) => word.split(/[^\p{L}\p{M}\p{N}]+/u));
  return [...wholes, ...parts, "portico", "hubspot"];
}

let loading: Promise<ZxcvbnFactory> | undefined;

/** Made when the first password is set: most processes never need it. */
function estimator(): Promise<ZxcvbnFactory> {
  loading ??= Promise.all([import("@zxcvbn-ts/core"), import("@zxcvbn-ts/language-common")]).then(
    ([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }]) =>
      new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }),
  );
  return loading;
}
