// Client-safe: which files of `docs/` the console shows, in reading order. What is for those who build Portico stays in
// the repository.

export interface Document {
  /** The file's name in `docs/`, without its ending, and the last part of its address. */
  slug: string;
  title: string;
  /** What somebody finds in it. */
  about: string;
}

export interface Shelf {
  title: string;
  documents: Document[];
}

export const SHELVES: Shelf[] = [
  {
    title: "Using Portico",
    documents: [
      { slug: "console", title: "Page by page", about: "What each page of the console shows." },
      { slug: "guide-admin", title: "Guide for admins", about: "Connect, watch, change, end." },
      { slug: "guide-support", title: "Guide for support", about: "Look up, explain, pass on." },
      {
        slug: "symptoms",
        title: "Symptoms",
        about: "What it looks like, what it means, what to do.",
      },
      { slug: "glossary", title: "Glossary", about: "Every word, in one line." },
      { slug: "hubspot", title: "HubSpot's answers", about: "And what Portico makes of each." },
    ],
  },
  {
    title: "For developers",
    documents: [
      { slug: "api", title: "API for services", about: "Tokens, calls through Portico, drop-in." },
      { slug: "alerts", title: "Events and alerts", about: "Webhooks, Slack, e-mail: what, when." },
      { slug: "simulator", title: "Simulator", about: "HubSpot in your own tests." },
    ],
  },
  {
    title: "Running it",
    documents: [
      { slug: "deploy", title: "Deploying", about: "A laptop, one server, several." },
      { slug: "servers", title: "Several servers", about: "How they share one database." },
      { slug: "backups", title: "Backups", about: "Made, scheduled, brought back." },
      { slug: "keys", title: "Encryption keys", about: "Where they are kept, how they change." },
      { slug: "upgrading", title: "Upgrading", about: "From one release to the next." },
      { slug: "metrics", title: "Metrics", about: "Each figure and what it tells." },
      { slug: "tracing", title: "Traces", about: "One click as one trace." },
      { slug: "faults", title: "Faults", about: "What breaks, what happens, what recovers it." },
      { slug: "runbooks", title: "Runbooks", about: "A lost key, a leaked secret, an outage." },
    ],
  },
  {
    title: "Access and safety",
    documents: [
      { slug: "second-factor", title: "Second factor", about: "Codes, passkeys, confirming." },
      { slug: "single-sign-on", title: "Single sign-on", about: "Sign in by your own provider." },
      { slug: "audit", title: "Activity log", about: "How it proves that nothing is missing." },
      { slug: "data", title: "Data protection", about: "What is kept, for how long, for whom." },
      { slug: "hardening", title: "Hardening", about: "What to close before it is public." },
      { slug: "crypto", title: "Keys and algorithms", about: "What is sealed, and with what." },
    ],
  },
];

const DOCUMENTS = SHELVES.flatMap(({ documents }) => documents);

/** A document by its address; undefined where there is none. */
export function findDocument(slug: string): Document | undefined {
  return DOCUMENTS.find((one) => one.slug === slug);
}

/** What comes before and after it in reading order. */
export function neighboursOf(slug: string): { previous?: Document; next?: Document } {
  const at = DOCUMENTS.findIndex((one) => one.slug === slug);
  return at === -1 ? {} : { previous: DOCUMENTS[at - 1], next: DOCUMENTS[at + 1] };
}
