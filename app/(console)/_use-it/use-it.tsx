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

type UseItProps = {
  used: Used;
  appSlug: string;
  language: Language;
  /** The page itself, for the links between languages. */
  path: string;
  mayMakeKeys: boolean;
};

/** The three ways in which a program uses a portal, in one language. */
export function UseIt({ used, appSlug, language, path, mayMakeKeys }: UseItProps) {
  return (
    <>
      <Section
        title="A key for your program"
        description="Each program gets one of its own; it reads it from PORTICO_API_KEY."
      >
        <div className="flex flex-col gap-3">
          <p className="text-ink-muted">
            {mayMakeKeys ? (
              <>
                Make one in{" "}
                <Link
                  href="/settings/api-keys"
                  className="text-accent-text underline hover:no-underline"
                >
                  Settings, API keys
                </Link>
                , or in a shell on the server:
              </>
            ) : (
              "An owner or admin makes one in Settings, API keys, or in a shell on the server:"
            )}
          </p>
          <CodeBlock code={keySnippet(appSlug)} label="Shell" />
        </div>
      </Section>
      <TabLinks
        label="Language"
        tabs={LANGUAGES.map((one) => ({
          href: `${path}?in=${one}`,
          label: LANGUAGE_LABELS[one],
          current: one === language,
        }))}
      />
      <Section
        title="Call HubSpot through Portico"
        description="The program holds no token at all. The key needs hubspot:read, and hubspot:write to change something."
      >
        <CodeBlock code={callSnippets(used)[language]} label="Reads ten contacts" />
      </Section>
      <Section
        title="Get an access token"
        description="For code that calls HubSpot itself. Ask each time one is needed and do not keep it. The key needs tokens:read."
      >
        <CodeBlock code={tokenSnippets(used)[language]} label="Gets a token that works" />
      </Section>
      <DropIn used={used} language={language} />
    </>
  );
}

function DropIn({ used, language }: { used: Used; language: Language }) {
  return (
    <Section
      title="Code that refreshes by itself"
      description="Portico speaks HubSpot's token endpoint: change these settings and leave the code as it is. The key needs tokens:read."
    >
      <div className="flex flex-col gap-4">
        <dl className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-2">
          {dropInSettings(used).map(({ name, value, instead }) => (
            <div key={name} className="contents">
              <dt className="mt-2 text-ink-muted sm:mt-0">{name}</dt>
              <dd className="min-w-0">
                <code className="font-mono text-sm wrap-anywhere">{value}</code>{" "}
                <span className="text-sm text-ink-faint">
                  {instead === "the same" ? "(stays as it is)" : `(was: ${instead})`}
                </span>
              </dd>
            </div>
          ))}
        </dl>
        <CodeBlock code={dropInSnippets(used)[language]} label="Refreshes at Portico" />
      </div>
    </Section>
  );
}
