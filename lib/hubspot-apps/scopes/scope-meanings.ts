import type { AnyLocale } from "@/lib/words/locales";
import { scopeMeaning } from "@/lib/words/scope-words";
import { say } from "@/lib/say/say";
import { describeScope, OAUTH_SCOPE, scopeCatalogue } from "@/lib/hubspot/scopes";

export interface ScopeWithMeaning {
  name: string;
  meaning?: string;
}

/** Scopes with what they mean in plain words. @param locale of who reads it, where that is a customer */
export function withMeanings(scopes: string[], locale: AnyLocale = say.lang): ScopeWithMeaning[] {
  return scopes.map((name) => ({
    name,
    meaning: scopeMeaning(locale, name, describeScope(name)?.description),
  }));
}

/** Whether nothing is asked for but the scope that every app must have, which opens no data of the account. */
export function isOnlyOauth(scopes: string[]): boolean {
  return scopes.every((name) => name === OAUTH_SCOPE);
}

export interface CatalogueScope {
  name: string;
  meaning: string;
  /** The HubSpot product a portal must own. */
  tier?: string;
}

/** The scope catalogue for the picker. */
export function catalogueScopes(): CatalogueScope[] {
  return scopeCatalogue().map(({ name, description, tier }) => ({
    name,
    meaning: scopeMeaning(say.lang, name, description) ?? description,
    tier,
  }));
}
