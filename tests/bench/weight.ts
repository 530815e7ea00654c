import { fileURLToPath } from "node:url";
import { ensureBuilt } from "@/bin/build/build.mjs";
import { createOutput } from "@/bin/lib/output.mjs";
import { pageWeights } from "../support/page-weight";
import { withDemo } from "./demo";
import { withNext } from "./empty-next";
import { report } from "./report";

const OURS = fileURLToPath(new URL("../../.next", import.meta.url));
const EMPTY = fileURLToPath(new URL("empty-next/.next", import.meta.url));

/** Pages whose length grows with what is stored. */
const LISTS = ["/", "/portals", "/activity", "/apps", "/team", "/settings"];

/** JavaScript (gzipped) of every page and HTML of those that list things, beside an empty page of the same Next. */
export async function weight(): Promise<void> {
  await ensureBuilt(createOutput({ stream: process.stderr }));
  await withNext(async ({ port }) => {
    const empty = pageWeights(EMPTY).find(({ page }) => page === "/");
    if (!empty) throw new Error("the empty Next application has no page");
    for (const { page, js } of pageWeights(OURS))
      report({ name: `js_of_${page}`, value: js, unit: "bytes gzip", baseline: empty.js });
    const baseline = await htmlOf(`http://127.0.0.1:${port}/`, "");
    await withDemo(async (origin, cookie) => {
      for (const path of ["/login", ...LISTS])
        report({
          name: `html_of_${path}`,
          value: await htmlOf(`${origin}${path}`, path === "/login" ? "" : cookie),
          unit: "bytes",
          baseline,
        });
    });
  });
}

async function htmlOf(url: string, cookie: string): Promise<number> {
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  return (await answer.arrayBuffer()).byteLength;
}
