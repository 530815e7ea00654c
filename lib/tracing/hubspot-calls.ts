import "server-only";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { Transport } from "@/lib/hubspot/transport";
import type { Facts } from "./active.mjs";
import { inSpan } from "./spans";

/** The addresses that hold nothing but words. Those of v1 hold tokens, those of journal files are HubSpot's choice. */
const PLAIN_PATH =
  /^\/(oauth\/[\w-]+\/token(\/(introspect|revoke))?|account-info\/[\w-]+\/details|appinstalls\/[\w-]+\/external-install|crm\/v3\/objects\/contacts|webhooks-journal\/(subscriptions\/[\w-]+|journal\/[\w-]+\/earliest))$/;
const PATTERNS: [RegExp, string][] = [
  [/^(\/oauth\/v1\/(?:access|refresh)-tokens)\/[^/]+$/, "$1/[redacted]"],
  [/^(\/webhooks-journal\/journal\/[\w-]+\/offset)\/[^/]+\/next$/, "$1/[redacted]/next"],
];

/** A transport whose every call is a span, with HubSpot's correlation id for its support. */
export function traceCalls(transport: Transport): Transport {
  return (call) => {
    const path = namedPath(call.url.pathname);
    const facts: Facts = {
      "http.request.method": call.method,
      "server.address": call.url.hostname,
      "url.path": path,
    };
    const name = path === undefined ? call.method : `${call.method} ${path}`;
    return inSpan({ name, kind: "client", facts }, async ({ note }) => {
      try {
        const answer = await transport(call);
        note(answerFacts(answer));
        return answer;
      } catch (error) {
        if (error instanceof HubSpotError)
          note({ ...answerFacts(error), "error.type": error.kind });
        throw error;
      }
    });
  };
}

function answerFacts(answer: { httpStatus?: number; correlationId?: string }): Facts {
  return {
    "http.response.status_code": answer.httpStatus,
    "hubspot.correlation_id": answer.correlationId,
  };
}

/** A path without its variable parts; nothing for one that is not known. */
function namedPath(path: string): string | undefined {
  if (PLAIN_PATH.test(path)) return path;
  const [pattern, named] = PATTERNS.find(([one]) => one.test(path)) ?? [];
  return pattern && named && path.replace(pattern, named);
}
