const BARE = new URL("bare-define-action.mjs", import.meta.url).href;

/**
 * A module hook that puts the bare wrapper in the place of the real one.
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => Promise<object>} next
 */
export async function resolve(specifier, context, next) {
  if (specifier === "@/lib/actions/define-action") return { url: BARE, shortCircuit: true };
  return next(specifier, context);
}
