// What the token inspector found, in the words of whoever asked.
import type { Say } from "@/lib/say/say";
import type { OwnToken } from "./find-own-token";

export type TokenFinding =
  | "active"
  | "foreign"
  | "inactive_access"
  | "inactive_refresh"
  | "private_app"
  | "code_url"
  | "jwt"
  | "portico"
  | "client_id"
  | "client_secret";

export interface TokenWords {
  tone: "success" | "warning" | "danger" | "info";
  title: string;
  lines: string[];
}

const NOT_SENT = "It was not sent to HubSpot.";

type OtherThan<T extends TokenFinding> = Exclude<TokenFinding, T>;

const WRONG_KIND: Record<
  OtherThan<"active" | "foreign" | "inactive_access" | "inactive_refresh">,
  TokenWords
> = {
  private_app: {
    tone: "warning",
    title: "This is the token of a private app, not an OAuth token.",
    lines: [
      "Tokens that begin with pat- are made in HubSpot's settings and have no grant behind them. HubSpot cannot introspect them here.",
      NOT_SENT,
    ],
  },
  code_url: {
    tone: "warning",
    title: "This is an address or an authorization code, not a token.",
    lines: [
      "HubSpot puts a code into the address after consent. A code works once, for a short time, and is exchanged for the tokens.",
      NOT_SENT,
    ],
  },
  jwt: {
    tone: "warning",
    title: "This is a signed statement (JWT), not an access or refresh token.",
    lines: ["It may be an ID token. HubSpot's API takes access tokens only.", NOT_SENT],
  },
  portico: {
    tone: "warning",
    title: "This belongs to Portico, not to HubSpot.",
    lines: ["It is a key or a sealed value of a console like this one.", NOT_SENT],
  },
  client_id: {
    tone: "warning",
    title: "This is a client ID, not a token.",
    lines: ["It names an app of this console. Every portal has tokens of its own.", NOT_SENT],
  },
  client_secret: {
    tone: "danger",
    title: "This is a client secret of an app here, not a token.",
    lines: [
      "It proves the app to HubSpot and must never be pasted anywhere else. If it has been, replace it.",
      NOT_SENT,
    ],
  },
};

const TWENTY_THOUSAND_DAYS =
  "If an API call with it failed with “expired 20000 day(s) ago”: HubSpot says that, with the year 1970, of anything it cannot decode. The value is not old, it is no access token at all: a refresh token, a placeholder or an empty variable.";

/** What was found, why, and what to do about it. */
export function explainToken(
  finding: TokenFinding,
  about: { appName: string; ours: Pick<OwnToken, "appName" | "label" | "isCurrent"> | null },
  say: Say,
): TokenWords {
  const { tone, title, lines } = wordsOf(finding, about, say);
  // What has values in it was said where they are known.
  return { tone, title: say.any(title), lines: lines.map((line) => say.any(line)) };
}

function wordsOf(
  finding: TokenFinding,
  { appName, ours }: Parameters<typeof explainToken>[1],
  say: Say,
): TokenWords {
  const known = ours ? [knownHere(ours, say)] : [];
  switch (finding) {
    case "active":
      return {
        tone: "success",
        title: "HubSpot calls this token active.",
        lines: ours ? known : ["No portal of this console holds it."],
      };
    case "foreign":
      return {
        tone: "warning",
        title: "This token is active, but it belongs to another app.",
        lines: [
          say("HubSpot names a client ID that is not the one of {app}.", { app: appName }),
          ...known,
        ],
      };
    case "inactive_access":
    case "inactive_refresh":
      return {
        tone: "warning",
        title: "HubSpot calls this token inactive.",
        lines: [...whyInactive(finding, { appName, ours }, say), ...known],
      };
    default:
      return WRONG_KIND[finding];
  }
}

function whyInactive(
  finding: "inactive_access" | "inactive_refresh",
  { appName, ours }: { appName: string; ours: Pick<OwnToken, "appName"> | null },
  say: Say,
): string[] {
  if (ours && ours.appName !== appName) {
    return [
      say(
        "HubSpot says no more than that about a token of another app. This one was issued to {app}: choose that app and inspect it again.",
        { app: ours.appName },
      ),
    ];
  }
  const foreign = ours
    ? []
    : [
        say(
          "HubSpot answers the same for a token of another app: a token that works elsewhere is inactive for {app}. If you have several apps, try the others.",
          { app: appName },
        ),
      ];
  if (finding === "inactive_refresh") {
    return [
      "A refresh token ends when it is revoked, when the app is uninstalled or when the account is closed. An authorization code has the same form and is never active.",
      ...foreign,
    ];
  }
  return [
    "An access token lives 30 minutes. It also ends up here when it was cut off while copying.",
    ...foreign,
    TWENTY_THOUSAND_DAYS,
  ];
}

function knownHere({ label, isCurrent }: Pick<OwnToken, "label" | "isCurrent">, say: Say): string {
  return isCurrent
    ? say("{portal} holds it as its current token.", { portal: label })
    : say("It belongs to an earlier grant of {portal}.", { portal: label });
}
