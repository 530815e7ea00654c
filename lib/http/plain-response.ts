import "server-only";

/** An answer in plain words, for programs and for people who came to an address that is none. */
export function plainResponse(status: number, words: string): Response {
  return new Response(`${words}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
