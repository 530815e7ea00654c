import { ScopeList } from "@/components/scope-list";
import { isOnlyOauth, withMeanings } from "@/lib/hubspot-apps/scopes/scope-meanings";

type AskedForProps = { appName: string; requiredScopes: string[]; optionalScopes: string[] };

/** What an app asks a customer for. The scope every app has to have opens nothing, so alone it is told in words. */
export function AskedFor({ appName, requiredScopes, optionalScopes }: AskedForProps) {
  const hasOptional = optionalScopes.length > 0;
  return (
    <>
      {isOnlyOauth(requiredScopes) ? (
        <p>{`${appName} ${hasOptional ? "learns" : "only learns"} who installed it.`}</p>
      ) : (
        <>
          <h2 className="mb-2 font-medium">{`${appName} asks for`}</h2>
          <ScopeList label="Always asked for" scopes={withMeanings(requiredScopes)} />
        </>
      )}
      {hasOptional ? (
        <>
          <h2 className="mt-5 mb-2 font-medium">If your account has it, also</h2>
          <ScopeList label="Asked for if available" scopes={withMeanings(optionalScopes)} />
        </>
      ) : null}
    </>
  );
}
