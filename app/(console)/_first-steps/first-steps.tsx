import clsx from "clsx";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Copyable } from "@/components/copyable";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import type { FirstStep, FirstStepsView } from "@/lib/first-steps/first-steps";
import { CodeBlock } from "../_use-it/code-block";
import { HideFirstSteps } from "./hide-first-steps";
import { say } from "@/lib/say/say";

type FirstStepsProps = {
  view: FirstStepsView;
  /** Public origin of this Portico. */
  origin: string;
  /** The keys are an owner's affair. */
  isOwner: boolean;
};

interface Step {
  title: string;
  href?: string;
  button?: string;
  body: ReactNode;
}

/** The way from an empty console to a program that reads a token. It can be left at any step and shows the next one again. */
export function FirstSteps({ view, origin, isOwner }: FirstStepsProps) {
  const current = view.steps.find(({ isDone }) => !isDone)?.step;
  const words = wordsOf({ view, origin, isOwner });
  return (
    <Section
      className="print:hidden"
      title={say("First steps")}
      description={say(
        "{done:number} of {all:number} done. Leave whenever you like: it goes on here.",
        { done: view.steps.filter(({ isDone }) => isDone).length, all: view.steps.length },
      )}
      actions={<HideFirstSteps />}
    >
      <ol aria-label={say("First steps")} className="flex flex-col">
        {view.steps.map(({ step, isDone }, index) => (
          <li
            key={step}
            aria-current={step === current ? "step" : undefined}
            className="relative flex gap-3 pb-4 last:pb-0"
          >
            {index < view.steps.length - 1 ? (
              <span aria-hidden className="absolute start-3 top-7 bottom-1 w-px bg-line" />
            ) : null}
            <Mark isDone={isDone} isCurrent={step === current} number={index + 1} />
            <StepBody step={words[step]} isDone={isDone} isCurrent={step === current} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

type MarkProps = { isDone: boolean; isCurrent: boolean; number: number };

function Mark({ isDone, isCurrent, number }: MarkProps) {
  const look = isDone
    ? "border-ok-line bg-ok-soft text-ok"
    : isCurrent
      ? "border-accent bg-accent text-accent-ink"
      : "border-line-strong text-ink-faint";
  return (
    <span
      aria-hidden
      className={clsx(
        "grid size-6 shrink-0 place-items-center rounded-full border text-xs tabular-nums",
        look,
      )}
    >
      {isDone ? <Check className="size-3.5" /> : number}
    </span>
  );
}

type StepBodyProps = { step: Step; isDone: boolean; isCurrent: boolean };

function StepBody({ step, isDone, isCurrent }: StepBodyProps) {
  const { title, href, button, body } = step;
  if (!isCurrent)
    return (
      <p className={clsx("pt-0.5", isDone ? "text-ink-faint" : "text-ink-muted")}>
        {href && !isDone ? (
          <Link href={href} className="hover:text-ink hover:underline">
            {title}
          </Link>
        ) : (
          title
        )}
        <span className="sr-only">{` ${isDone ? say("(done)") : say("(to come)")}`}</span>
      </p>
    );
  return (
    <div className="flex min-w-0 flex-1 flex-col items-start gap-3">
      <div className="w-full">
        <p className="pt-0.5 font-semibold">
          {title}
          <span className="sr-only">{` ${say("(you are here)")}`}</span>
        </p>
        <div className="mt-1 flex max-w-2xl flex-col gap-2 text-ink-muted">{body}</div>
      </div>
      {href && button ? (
        <LinkButton href={href} variant="primary">
          {button}
        </LinkButton>
      ) : null}
    </div>
  );
}

function wordsOf({ view, origin, isOwner }: FirstStepsProps): Record<FirstStep, Step> {
  const { app, portal } = view;
  const callback = `${origin}/oauth/callback`;
  return {
    owner: { title: say("Create the owner's account"), body: null },
    keys: {
      title: say("Keep a copy of the encryption keys elsewhere"),
      ...(isOwner ? { href: "/settings/system", button: say("Keep a copy") } : {}),
      body: (
        <p>
          {say(
            "Tokens are stored sealed, and these keys open them. If they are on this machine alone and it is lost, every portal has to be connected anew, whatever backups there are.",
          )}
          {isOwner ? null : ` ${say("An owner does this; go on with what follows.")}`}
        </p>
      ),
    },
    app: {
      title: say("Add your HubSpot app"),
      href: "/apps/new",
      button: say("Add app"),
      body: (
        <>
          <p>
            {say(
              "Open your app in HubSpot, and there the Auth tab. It shows client ID, client secret and scopes. Paste this redirect URI into it, exactly, and save there:",
            )}
          </p>
          <Copyable value={callback} label={say("Copy redirect URI")} />
        </>
      ),
    },
    credentials: {
      title: say("Have HubSpot check client ID and secret"),
      href: app ? `/apps/${app.slug}` : undefined,
      button: app ? say("Open {name}", { name: app.name }) : undefined,
      body: (
        <p>
          {say(
            "“Test credentials” on the app’s page asks HubSpot whether it accepts them. A typing mistake is found here, and not by your first customer.",
          )}
        </p>
      ),
    },
    portal: {
      title: say("Connect a portal"),
      href: "/portals/connect",
      button: say("Connect portal"),
      body: (
        <p>
          {say(
            "HubSpot shows its consent page and sends you back. Any HubSpot account will do for a first try, a developer test account too. You need to be its super admin.",
          )}
        </p>
      ),
    },
    key: {
      title: say("Create an API key for your program"),
      href: "/settings/api-keys",
      button: say("Create an API key"),
      body: (
        <p>
          {say.rich(
            "With <code>tokens:read</code> it gets access tokens, and nothing else. It is shown once.",
            {
              code: (text) => <code className="font-mono text-sm">{text}</code>,
            },
          )}
        </p>
      ),
    },
    read: {
      title: say("Read the first token"),
      href: "/",
      button: say("Look again"),
      body: (
        <>
          <p>
            {say("With the key in PORTICO_API_KEY.")}{" "}
            {portal ? `${say("The token is {portal}'s.", { portal: portal.label })} ` : ""}
            {say("That it was read is known here some seconds later.")}
          </p>
          <CodeBlock label={say("Shell")} code={readCall(origin, portal?.hubId)} />
        </>
      ),
    },
  };
}

function readCall(origin: string, hubId = "HUB_ID"): string {
  return `curl -sS "${origin}/api/v1/portals/${hubId}/token" \\\n  -H "Authorization: Bearer $PORTICO_API_KEY"`;
}
