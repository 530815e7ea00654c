import { ScopeList } from "@/components/scope-list";
import { isOnlyOauth, withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";
import type { CustomerSay } from "@/lib/words/customer-words";
import type { AnyLocale } from "@/lib/words/locales";

type AskedForProps = {
  app: string;
  requiredScopes: string[];
  optionalScopes: string[];
  locale: AnyLocale;
  say: CustomerSay;
};

/** What an app asks a customer for. The scope every app has to have opens nothing, so alone it is told in words. */
export function AskedFor({ app, requiredScopes, optionalScopes, locale, say }: AskedForProps) {
  const hasOptional = optionalScopes.length > 0;
  return (
    <>
      {isOnlyOauth(requiredScopes) ? (
        <p>{say(hasOptional ? "install.learns" : "install.learnsOnly", { app })}</p>
      ) : (
        <>
          <h2 className="mb-2 font-medium">{say("install.asks", { app })}</h2>
          <ScopeList label={say("install.always")} scopes={withMeanings(requiredScopes, locale)} />
        </>
      )}
      {hasOptional ? (
        <>
          <h2 className="mt-5 mb-2 font-medium">{say("install.asksOptional")}</h2>
          <ScopeList
            label={say("install.available")}
            scopes={withMeanings(optionalScopes, locale)}
          />
        </>
      ) : null}
    </>
  );
}
