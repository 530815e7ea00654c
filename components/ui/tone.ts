export type Tone = "neutral" | "accent" | "ok" | "warn" | "danger" | "info";

/** Tinted background, edge and text of a tone; text keeps 4.5:1 on its own tint in both themes. */
export const TONE_CLASS: Record<Tone, string> = {
  neutral: "border-line bg-sunken text-ink-muted",
  accent: "border-accent-line bg-accent-soft text-accent-text",
  ok: "border-ok-line bg-ok-soft text-ok",
  warn: "border-warn-line bg-warn-soft text-warn",
  danger: "border-danger-line bg-danger-soft text-danger",
  info: "border-info-line bg-info-soft text-info",
};

/** Text colour alone, for icons and figures on a plain surface. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-ink-muted",
  accent: "text-accent-text",
  ok: "text-ok",
  warn: "text-warn",
  danger: "text-danger",
  info: "text-info",
};
