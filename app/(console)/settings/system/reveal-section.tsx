import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { say } from "@/lib/say/say";
import { switchRevealAction } from "./actions";

/** Whether people may see an access token, and for owners the switch. */
export function RevealSection({ isOn, mayManage }: { isOn: boolean; mayManage: boolean }) {
  return (
    <Section
      title={say("Access tokens on the screen")}
      description={say("Nobody needs to see one: programs get theirs with an API key.")}
    >
      <p className="flex flex-wrap items-center gap-2">
        {isOn ? (
          <Badge tone="warn">{say("Allowed")}</Badge>
        ) : (
          <Badge tone="ok">{say("Not allowed")}</Badge>
        )}
        <span className="min-w-0 flex-1 basis-60">
          {isOn
            ? say(
                "Owners, admins and roles that hold it may reveal a portal's access token for 30 seconds. Each says why, and it is in the activity log.",
              )
            : say("No page shows a token to anybody.")}
        </span>
      </p>
      {mayManage ? (
        <div className="mt-4">
          <Switch isOn={isOn} />
        </div>
      ) : null}
    </Section>
  );
}

function Switch({ isOn }: { isOn: boolean }) {
  if (isOn)
    return (
      <ConfirmDialog
        trigger={{ label: say("Stop revealing tokens") }}
        title={say("Stop revealing access tokens?")}
        consequences={[
          say(
            "The button is gone from every portal's page, and no token is given to a page any more.",
          ),
          say("What somebody has seen or copied works until it expires, 30 minutes at most."),
        ]}
        submitLabel={say("Stop revealing tokens")}
        tone="primary"
        action={switchRevealAction}
        fields={{ to: "off" }}
      />
    );
  return (
    <ConfirmDialog
      trigger={{ label: say("Allow revealing tokens") }}
      title={say("Allow people to reveal access tokens?")}
      description={say(
        "Leave it off unless somebody has to find a fault by hand, and end it after that.",
      )}
      consequences={[
        say(
          "Owners, admins and roles of yours that hold it get a button on each portal's page. Support never does.",
        ),
        say(
          "A token that was seen can be copied and passed on, and nobody can call it back. It works until it expires, 30 minutes at most.",
        ),
        say(
          "Each reveal needs a fresh confirmation and a reason, and is in the activity log before the token is shown.",
        ),
        say("Refresh tokens, client secrets and keys are shown to nobody, as before."),
      ]}
      submitLabel={say("Allow revealing tokens")}
      action={switchRevealAction}
      fields={{ to: "on" }}
    />
  );
}
