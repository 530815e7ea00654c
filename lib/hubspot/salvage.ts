/** The fields of a token answer that say what was given and to whom. */
const FIELDS = ["refresh_token", "access_token", "expires_in", "hub_id", "user_id"] as const;

/**
 * What can still be read from an answer of the token endpoint that was cut off or is no JSON: the fields that are whole.
 * HubSpot may have ended the token before it, so a refresh token that did arrive must not be lost for what did not.
 * @returns undefined when there is no whole token in it
 */
export function salvageTokens(text: string): Record<string, string | number> | undefined {
  const found = FIELDS.flatMap((name): [string, string | number][] => {
    const whole = new RegExp(
      `"${name}"\\s*:\\s*(?:"([\\x21\\x23-\\x5b\\x5d-\\x7e]+)"|(\\d+)\\s*[,}])`,
    );
    const [, quoted, digits] = whole.exec(text) ?? [];
    if (quoted !== undefined) return [[name, quoted]];
    return digits === undefined ? [] : [[name, Number(digits)]];
  });
  const body = Object.fromEntries(found);
  return body.refresh_token || body.access_token ? body : undefined;
}
