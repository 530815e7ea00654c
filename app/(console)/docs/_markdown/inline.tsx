import type { Token, Tokens } from "marked";
import { Fragment } from "react";
import { Link } from "@/components/ui/link";
import { linkTarget } from "./link-target";
import { say } from "@/lib/say/say";

type InlineProps = { tokens: Token[] | undefined; slug: string };

/** Words of a document. HTML in it is left out, never passed on. */
export function Inline({ tokens = [], slug }: InlineProps) {
  return tokens.map((token, index) => <Piece key={index} token={token} slug={slug} />);
}

function Piece({ token, slug }: { token: Token; slug: string }) {
  const inner = "tokens" in token ? <Inline tokens={token.tokens} slug={slug} /> : null;
  switch (token.type) {
    case "strong":
      return <strong className="font-semibold text-ink">{inner}</strong>;
    case "em":
      return <em>{inner}</em>;
    case "del":
      return <del>{inner}</del>;
    case "br":
      return <br />;
    case "codespan":
      return <Code>{String(token.text)}</Code>;
    case "link":
      return <DocumentLink link={token as Tokens.Link} slug={slug} />;
    case "text":
    case "escape":
      return "tokens" in token && token.tokens ? (
        inner
      ) : (
        <Fragment>{String(token["text"])}</Fragment>
      );
    default:
      return null;
  }
}

function Code({ children }: { children: string }) {
  return (
    <code className="rounded border border-line bg-sunken px-1 py-px font-mono text-[0.9em] wrap-anywhere">
      {children}
    </code>
  );
}

const LINK = "text-accent-text underline underline-offset-2 hover:no-underline";

function DocumentLink({ link, slug }: { link: Tokens.Link; slug: string }) {
  const target = linkTarget(link.href, slug);
  const words = <Inline tokens={link.tokens} slug={slug} />;
  if (target.kind === "file") return words;
  if (target.kind === "web")
    return (
      <a href={target.href} target="_blank" rel="noreferrer" className={LINK}>
        {words}
        <span className="sr-only">{` ${say("(opens in a new tab)")}`}</span>
      </a>
    );
  // A file's name says nothing here: the title of the document does.
  const isName = link.tokens.length === 1 && link.tokens[0]?.type === "codespan";
  return (
    <Link href={target.href} className={LINK}>
      {isName ? target.title : words}
    </Link>
  );
}
