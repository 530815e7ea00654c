import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/link-button";
import type { RequestView } from "@/lib/portals/care/queries";
import { say } from "@/lib/say/say";
import { AnswerRequest } from "./answer-request";

type RequestNoticeProps = {
  request: RequestView;
  /** Where it is reconnected; for those who may. */
  reconnectHref?: string;
  now: string;
  timeZone: string;
};

/** That somebody waits for a reconnect, or what became of it. */
export function RequestNotice({ request, reconnectHref, ...clock }: RequestNoticeProps) {
  const { id, reason, createdAt } = request;
  const asked = <RelativeTime value={createdAt.toISOString()} {...clock} show="relative" />;
  if (request.closedAt) {
    // Who could have acted knows; who asked wants to know.
    if (reconnectHref) return null;
    return (
      <Alert tone={request.outcome === "declined" ? "info" : "success"} title={answerOf(request)}>
        {request.isOwn
          ? say.rich("You asked for a reconnect {when}.", { when: asked })
          : say.rich("{who} asked for a reconnect {when}.", { who: request.askedBy, when: asked })}
      </Alert>
    );
  }
  return (
    <Alert
      tone="warning"
      title={
        request.isOwn
          ? say.rich("You asked for a reconnect {when}", { when: asked })
          : say.rich("{who} asked for a reconnect {when}", { who: request.askedBy, when: asked })
      }
      actions={
        reconnectHref ? (
          <>
            <LinkButton href={reconnectHref} size="sm" variant="primary">
              {say("Reconnect")}
            </LinkButton>
            <AnswerRequest requestId={id} outcome="done">
              {say("It is done")}
            </AnswerRequest>
            <AnswerRequest requestId={id} outcome="declined">
              {say("Not needed")}
            </AnswerRequest>
          </>
        ) : undefined
      }
    >
      {reason ? <p className="whitespace-pre-wrap">{say("“{text}”", { text: reason })}</p> : null}
      {reconnectHref ? null : (
        <p>{say("Owners and admins see it on the overview. What becomes of it shows here.")}</p>
      )}
    </Alert>
  );
}

function answerOf({ outcome, closedBy }: RequestView): string {
  const who = closedBy ?? say("Somebody");
  switch (outcome) {
    case "reconnected":
      return say("The portal has been reconnected");
    case "ended":
      return say("The connection has been ended instead");
    case "done":
      return say("{who} answered: it is done", { who });
    default:
      return say("{who} answered: a reconnect is not needed", { who });
  }
}
