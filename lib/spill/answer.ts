import "server-only";
import { Secret } from "@/lib/crypto/secret";
import type { TokenSet } from "@/lib/hubspot/read";

/** Whom an answer of the token endpoint is for. The app stays known when the rest is deleted meanwhile. */
export type AnswerFor = { appId: string } & (
  | {
      kind: "refresh";
      portalId: string;
      grantId: string;
      /** The lease version under which HubSpot was asked. */
      fence: number;
    }
  | { kind: "code"; attemptId: string }
  | { kind: "import"; rowId: string }
);

/** What HubSpot gave, before anybody judged it. */
export type KeptAnswer = AnswerFor & { startedAt: Date; tokens: TokenSet };

interface Written {
  refreshToken?: string;
  for: AnswerFor;
  startedAt: string;
  accessToken?: string;
  expiresInSeconds: number;
  hubId?: string;
  userId?: string;
  scopes?: string[];
  correlationId?: string;
}

/** An answer as text to be sealed; the refresh token comes first. */
export function writeAnswer({ startedAt, tokens, ...target }: KeptAnswer): Secret {
  const { accessToken, refreshToken, ...rest } = tokens;
  const written: Written = {
    refreshToken: refreshToken?.reveal(),
    for: target,
    startedAt: startedAt.toISOString(),
    accessToken: accessToken?.reveal(),
    ...rest,
  };
  return new Secret(JSON.stringify(written));
}

/** Reads what `writeAnswer` wrote. */
export function readAnswer(text: Secret): KeptAnswer {
  const written = JSON.parse(text.reveal()) as Written;
  const { for: target, startedAt, accessToken, refreshToken, ...rest } = written;
  return {
    ...target,
    startedAt: new Date(startedAt),
    tokens: {
      ...rest,
      accessToken: accessToken ? new Secret(accessToken) : undefined,
      refreshToken: refreshToken ? new Secret(refreshToken) : undefined,
    },
  };
}
