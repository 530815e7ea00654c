import type { ApiPermission } from "@/lib/api-keys/permissions";

/** Every way a call at the door can fail: HTTP status and what to do. The codes are stable (RFC 9457 extension member). */
export const PROBLEMS = {
  missing_key: [401, "Send an API key: Authorization: Bearer ptc_..."],
  invalid_key: [401, "This is no API key of this Portico. Make one in Settings, API keys."],
  expired_key: [401, "This API key has expired. Make a new one in Settings, API keys."],
  revoked_key: [401, "This API key was revoked. Make a new one in Settings, API keys."],
  insufficient_scope: [403, "This API key lacks a permission for this call."],
  path_not_allowed: [403, "Portico does not pass this path on to HubSpot."],
  invalid_request: [400, "Something in the request is wrong; detail says what."],
  app_required: [
    400,
    "Several apps hold this Hub ID. Name one: ?app=SLUG, or the header Portico-App: SLUG where HubSpot is called.",
  ],
  unknown_portal: [
    404,
    "No portal with this Hub ID is connected here, or this API key is limited to other apps or portals.",
  ],
  not_found: [
    404,
    "There is nothing at this address. GET /api/v1/openapi.json lists what there is.",
  ],
  method_not_allowed: [405, "This address does not take this method."],
  needs_reconnect: [
    409,
    "HubSpot no longer accepts this grant. An admin reconnects the portal, or the customer installs the app again.",
  ],
  revoked: [
    409,
    "The refresh token of this portal was revoked. An admin reconnects the portal to use it again.",
  ],
  uninstalled: [409, "The app was uninstalled from this account. The customer installs it again."],
  conflict: [409, "Somebody else changed this portal in the meantime. Look at it and try again."],
  too_large: [413, "This request is larger than Portico passes on."],
  rate_limited: [429, "Too many calls were refused. Wait, then send a valid key."],
  too_many_calls: [
    429,
    "This API key has as many calls to HubSpot under way as one key may. Send fewer at a time.",
  ],
  internal: [500, "Portico failed to answer. The server log has the details."],
  app_error: [
    503,
    "HubSpot refuses the client ID or secret of this app. An admin corrects them on the app's page.",
  ],
  hubspot_unavailable: [
    503,
    "HubSpot does not answer, or gives no new token while none is left that is valid. Portico keeps the grant. Try again.",
  ],
  unavailable: [503, "Portico cannot answer just now. Try again."],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemOptions {
  /** What is wrong with this one call. */
  detail?: string;
  /** What the key lacks. */
  requiredPermission?: ApiPermission;
  /** There is such a portal, which the key may not know of: the audit log is told, the caller is not (SEC-65). */
  isBeyondKey?: boolean;
  /** For Retry-After (RFC 9110 section 10.2.3). */
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
}

/** A call that is answered with a problem. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    super(code);
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }

  get title(): string {
    return PROBLEMS[this.code][1];
  }

  /** RFC 9457 members. */
  body(requestId: string) {
    const [status, title] = PROBLEMS[this.code];
    const { detail, requiredPermission } = this.options;
    return {
      type: "about:blank",
      title,
      status,
      ...(detail && { detail }),
      code: this.code,
      request_id: requestId,
      ...(requiredPermission && { required_permission: requiredPermission }),
    };
  }
}
