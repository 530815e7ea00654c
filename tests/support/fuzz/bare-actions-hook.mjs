/** What belongs to a request, and what stands for it: the wrapper of actions, and who is signed in. */
const BARE = {
  "@/lib/actions/define-action": "bare-define-action.mjs",
  "@/lib/auth/session": "bare-session.mjs",
};

/**
 * A module hook that puts bare modules in the place of those that need a request.
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => Promise<object>} next
 */
export async function resolve(specifier, context, next) {
  const bare = BARE[/** @type {keyof typeof BARE} */ (specifier)];
  if (bare) return { url: new URL(bare, import.meta.url).href, shortCircuit: true };
  return next(specifier, context);
}
