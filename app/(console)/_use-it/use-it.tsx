import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { TabLinks } from "@/components/ui/tabs";
import {
  callSnippets,
  dropInSettings,
  dropInSnippets,
  keySnippet,
  LANGUAGE_LABELS,
  LANGUAGES,
  tokenSnippets,
  type Language,
  type Used,
} from "@/lib/use-it/snippets";
import { CodeBlock } from "./code-block";
import { say } from "@/lib/say/say";

type UseItProps = {
  used: Used;
  appSlug: string;
  language: Language;
  /** The page itself up to the next parameter, for the links between languages. */
  path: string;
  mayMakeKeys: boolean;
};

/** The three ways in which a program uses a portal, in one language. */
export function UseIt({ used, appSlug, language, path, mayMakeKeys }: UseItProps) {
  return (
    <>
      <Section
        title={say("A key for your program")}
        description={say("Each program gets one of its own; it reads it from PORTICO_API_KEY.")}
      >
        <div className="flex flex-col gap-3">
          <p className="text-ink-muted">
            {mayMakeKeys
              ? say.rich("Make one in <a>Settings, API keys</a>, or in a shell on the server:", {
                  a: (text) => (
                    <Link
                      href="/settings/api-keys"
                      className="text-accent-text underline hover:no-underline"
                    >
                      {text}
                    </Link>
                  ),
                })
              : say(
                  "An owner or admin makes one in Settings, API keys, or in a shell on the server:",
                )}
          </p>
          <CodeBlock code={keySnippet(appSlug)} label={say("Shell")} />
        </div>
      </Section>
      <TabLinks
        label={say("Language|program")}
        tabs={LANGUAGES.map((one) => ({
          href: `${path}in=${one}`,
          label: LANGUAGE_LABELS[one],
          current: one === language,
        }))}
      />
      <Section
        title={say("Call HubSpot through Portico")}
        description={say(
          "The program holds no token at all. The key needs hubspot:read, and hubspot:write to change something.",
        )}
      >
        <CodeBlock code={callSnippets(used)[language]} label={say("Reads ten contacts")} />
      </Section>
      <Section
        title={say("Get an access token")}
        description={say(
          "For code that calls HubSpot itself. Ask each time one is needed and do not keep it. The key needs tokens:read.",
        )}
      >
        <CodeBlock code={tokenSnippets(used)[language]} label={say("Gets a token that works")} />
      </Section>
      <DropIn used={used} language={language} />
    </>
  );
}

function DropIn({ used, language }: { used: Used; language: Language }) {
  return (
    <Section
      title={say("Code that refreshes by itself")}
      description={say(
        "Portico speaks HubSpot's token endpoint: change these settings and leave the code as it is. The key needs tokens:read.",
      )}
    >
      <div className="flex flex-col gap-4">
        <dl className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-2">
          {dropInSettings(used).map(({ name, value, instead }) => (
            <div key={name} className="contents">
              <dt className="mt-2 text-ink-muted sm:mt-0">{say.any(name)}</dt>
              <dd className="min-w-0">
                <code className="font-mono text-sm wrap-anywhere">{value}</code>{" "}
                <span className="text-sm text-ink-faint">
                  {instead === "the same"
                    ? say("(stays as it is)")
                    : say("(was: {what})", { what: say.any(instead) })}
                </span>
              </dd>
            </div>
          ))}
        </dl>
        <CodeBlock code={dropInSnippets(used)[language]} label={say("Refreshes at Portico")} />
      </div>
    </Section>
  );
}
