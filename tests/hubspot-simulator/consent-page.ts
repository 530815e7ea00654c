import type { CheckedConsent, ConsentProblem, ConsentRequest } from "./authorize-checks";
import type { Reply } from "./http";
import type { SimPortal, SimUser } from "./types";

const style = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { max-width: 34rem; margin: 0 auto; padding: 1.5rem; }
header { border-bottom: 1px solid; margin-bottom: 1.5rem; padding-bottom: .5rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
select { display: block; width: 100%; font: inherit; padding: .5rem; margin-top: .25rem; }
button { font: inherit; padding: .6rem 1.1rem; margin: 1.5rem .5rem 0 0; cursor: pointer; }
:focus-visible { outline: 3px solid; outline-offset: 2px; }`;

function escapeHtml(value: string): string {
  const map: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return value.replace(/[&<>"]/g, (char) => map[char] ?? char);
}

function page(title: string, content: string): Reply {
  const heading = escapeHtml(title);
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} - HubSpot simulator</title><style>${style}</style></head>
<body><header><p><strong>HubSpot simulator</strong>. Nothing here reaches the real HubSpot.</p></header>
<main><h1>${heading}</h1>
${content}
</main></body>
</html>
`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    // No form-action here: browsers would apply it to the redirect that follows the form.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
  };
  return { status: 200, headers, body };
}

/** HubSpot shows these itself with status 200 and sends the browser nowhere. */
export function problemPage(failure: ConsentProblem): Reply {
  const title =
    failure.kind === "permissions"
      ? "Request for Integration Permissions"
      : "Couldn't complete the connection";
  return page(title, `<p role="alert">${escapeHtml(failure.problem)}</p>`);
}

/** A person who declines stays with HubSpot: the app hears nothing. */
export function cancelledPage(): Reply {
  return page("Connection cancelled", "<p>Nothing was connected. You can close this page.</p>");
}

export interface ConsentView {
  action: string;
  request: ConsentRequest;
  consent: CheckedConsent;
  portals: SimPortal[];
}

export function consentPage({ action, request, consent, portals }: ConsentView): Reply {
  const name = escapeHtml(consent.app.name);
  const list = (scopes: string[]) =>
    `<ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join("")}</ul>`;
  const optional =
    consent.optionalScopes.length > 0
      ? `<h2>Optional permissions</h2><p>Left out where the account lacks the feature.</p>${list(consent.optionalScopes)}`
      : "";
  return page(
    `Connect ${consent.app.name} to HubSpot`,
    `<form method="post" action="${escapeHtml(action)}">
${hiddenFields(request)}
<label for="hub">Choose account</label>
<select id="hub" name="hub_id" required>${portals.map(portalOption).join("")}</select>
<label for="user">Choose user</label>
<select id="user" name="user_id"><option value="">The account's administrator</option>${portals.map(userGroup).join("")}</select>
<h2>${name} asks for</h2>
${list(consent.scopes)}
${optional}
<button type="submit" name="decision" value="connect">Connect app</button>
<button type="submit" name="decision" value="cancel">Cancel</button>
</form>`,
  );
}

function hiddenFields(request: ConsentRequest): string {
  const fields: [string, string | null][] = [
    ["client_id", request.clientId],
    ["redirect_uri", request.redirectUri],
    ["scope", request.scope],
    ["optional_scope", request.optionalScope],
    ["state", request.state],
    ["code_challenge", request.codeChallenge],
    ["code_challenge_method", request.codeChallengeMethod],
  ];
  return fields
    .filter((field): field is [string, string] => field[1] !== null)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("\n");
}

function portalOption(portal: SimPortal): string {
  return `<option value="${portal.hubId}">${escapeHtml(portal.domain)} (${portal.hubId})</option>`;
}

function userGroup(portal: SimPortal): string {
  const options = portal.users.map(userOption).join("");
  return `<optgroup label="${escapeHtml(portal.domain)}">${options}</optgroup>`;
}

function userOption(user: SimUser): string {
  return `<option value="${user.userId}">${escapeHtml(user.email ?? `User ${user.userId}`)}</option>`;
}
