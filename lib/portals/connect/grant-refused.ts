import type { HubSpotError } from "@/lib/hubspot/errors";

export type GrantRefusal =
  | "hubspot_error"
  | "code_missing"
  | "foreign_app"
  | "inactive_token"
  | "no_hub_id"
  | "no_refresh_token"
  | "other_portal";

/** HubSpot answered, and the answer must not be stored. */
export class GrantRefused extends Error {
  readonly status?: string;
  readonly correlationId?: string;

  constructor(
    readonly code: GrantRefusal,
    options: Pick<Partial<HubSpotError>, "status" | "correlationId"> = {},
  ) {
    super(code);
    this.status = options.status;
    this.correlationId = options.correlationId;
  }
}
