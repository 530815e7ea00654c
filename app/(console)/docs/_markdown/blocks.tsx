import clsx from "clsx";
import type { Token, Tokens } from "marked";
import { CodeBlock } from "../../_use-it/code-block";
import { Inline } from "./inline";
import { say } from "@/lib/say/say";

type BlocksProps = { tokens: Token[]; slug: string; className?: string };

/** What stands below a heading of a document: paragraphs, lists, tables, code. */
export function Blocks({ tokens, slug, className }: BlocksProps) {
  return (
    <div className={clsx("flex flex-col gap-3", className)}>
      {tokens.map((token, index) => (
        <Block key={index} token={token} slug={slug} />
      ))}
    </div>
  );
}

function Block({ token, slug }: { token: Token; slug: string }) {
  switch (token.type) {
    case "paragraph":
      return (
        <p>
          <Inline tokens={token.tokens} slug={slug} />
        </p>
      );
    case "text":
      return <Inline tokens={token.tokens ?? [token]} slug={slug} />;
    case "list":
      return <List list={token as Tokens.List} slug={slug} />;
    case "table":
      return <DocumentTable table={token as Tokens.Table} slug={slug} />;
    case "code":
      return (
        <CodeBlock code={String(token["text"])} label={labelOf(String(token["lang"] ?? ""))} />
      );
    case "blockquote":
      return (
        <blockquote className="border-s-2 border-accent-line ps-4">
          <Blocks tokens={token.tokens ?? []} slug={slug} />
        </blockquote>
      );
    case "hr":
      return <hr className="border-line" />;
    default:
      return null;
  }
}

const LANGUAGES: Record<string, string> = {
  bash: "Shell",
  sh: "Shell",
  ts: "TypeScript",
  js: "JavaScript",
  python: "Python",
  json: "JSON",
  sql: "SQL",
  yaml: "YAML",
  nginx: "nginx",
};

function labelOf(language: string): string {
  return LANGUAGES[language] ?? "Shell";
}

function List({ list, slug }: { list: Tokens.List; slug: string }) {
  const items = list.items.map((item, index) => (
    <li key={index} className="ps-1">
      {item.loose ? (
        <Blocks tokens={item.tokens} slug={slug} className="gap-2" />
      ) : (
        item.tokens.map((token, at) => <Block key={at} token={token} slug={slug} />)
      )}
    </li>
  ));
  const look = "flex flex-col gap-1.5 ps-5 marker:text-ink-faint";
  if (!list.ordered) return <ul className={clsx("list-disc", look)}>{items}</ul>;
  return (
    <ol start={Number(list.start) || 1} className={clsx("list-decimal", look)}>
      {items}
    </ol>
  );
}

function DocumentTable({ table, slug }: { table: Tokens.Table; slug: string }) {
  const name = table.header.map(({ text }) => text).join(", ");
  return (
    <div
      // A region that scrolls must be reachable without a pointer (WCAG 2.1.1).
      tabIndex={0}
      role="region"
      aria-label={say("Table: {columns}", { columns: name })}
      className="overflow-x-auto rounded-md border border-line"
    >
      <table className="w-full border-collapse text-sm">
        <thead className="border-b border-line bg-sunken text-ink-faint">
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col" className="px-3 py-2 text-start font-medium">
                <Inline tokens={cell.tokens} slug={slug} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {table.rows.map((row, index) => (
            <tr key={index} className="align-top">
              {row.map((cell, at) => (
                <td
                  key={at}
                  className={clsx("px-3 py-2", at === 0 ? "min-w-32 text-ink" : "min-w-40")}
                >
                  <Inline tokens={cell.tokens} slug={slug} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
