// Client-safe: how long the previous client secret is kept after a replacement.

export const SECRET_GRACES = ["now", "1h", "24h"] as const;
export type SecretGrace = (typeof SECRET_GRACES)[number];

export const GRACE_HOURS: Record<SecretGrace, number> = { now: 0, "1h": 1, "24h": 24 };

export const GRACE_LABELS: Record<SecretGrace, string> = {
  now: "Drop it at once",
  "1h": "Keep it for 1 hour",
  "24h": "Keep it for 24 hours",
};
