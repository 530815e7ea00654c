export interface AuthorizeInput {
  appUrl: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  optionalScopes?: string[];
  state?: string;
  codeChallenge?: string;
  /** Preselects one account: `/oauth/{hubId}/authorize`. */
  hubId?: string;
}

/**
 * The address of HubSpot's consent page (facts, section 2.1). PKCE S256 is sent although HubSpot documents it only for
 * MCP apps: servers ignore parameters they do not know (RFC 6749 section 3.1).
 */
export function authorizeUrl(input: AuthorizeInput): string {
  const path = input.hubId
    ? `/oauth/${encodeURIComponent(input.hubId)}/authorize`
    : "/oauth/authorize";
  const parameters: [string, string | undefined][] = [
    ["client_id", input.clientId],
    ["redirect_uri", input.redirectUri],
    ["scope", input.scopes.join(" ")],
    ["optional_scope", input.optionalScopes?.length ? input.optionalScopes.join(" ") : undefined],
    ["state", input.state],
    ["code_challenge", input.codeChallenge],
    ["code_challenge_method", input.codeChallenge ? "S256" : undefined],
  ];
  const query = parameters
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return `${new URL(path, input.appUrl).toString()}?${query}`;
}
