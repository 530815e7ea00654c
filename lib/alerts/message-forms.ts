import type { Message, MessageSection } from "./compose";

/** Slack takes 3,000 signs per block and 50 blocks. */
const MOST_BLOCK = 2_900;

/** As Slack's incoming webhooks, and everything that is compatible with them, take it. */
export function slackBody(message: Message): string {
  const blocks = message.sections.map((section) => ({
    type: "section",
    text: { type: "mrkdwn", text: slackSection(section).slice(0, MOST_BLOCK) },
  }));
  const title = {
    type: "section",
    text: { type: "mrkdwn", text: `*${slackText(message.title)}*` },
  };
  const all = message.sections.length > 1 ? [title, ...blocks] : blocks;
  return JSON.stringify({ text: slackText(message.title), blocks: all.slice(0, 50) });
}

function slackSection({ heading, meaning, todo, items, more }: MessageSection): string {
  const links = items.map(({ label, url }) => `• <${url}|${slackText(label)}>`);
  return [
    `*${slackText(heading)}*`,
    slackText(meaning),
    `_What to do:_ ${slackText(todo)}`,
    ...links,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("\n");
}

/** Slack's own signs, so that a name cannot call everybody or make a link. */
function slackText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The same as plain text. */
export function mailText(message: Message, origin: string): string {
  const parts = message.sections.map(({ heading, meaning, todo, items, more }) =>
    [
      heading,
      "",
      meaning,
      `What to do: ${todo}`,
      "",
      ...items.map(({ label, url }) => (items.length > 1 ? `- ${label}\n  ${url}` : url)),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join("\n"),
  );
  return `${parts.join("\n\n----\n\n")}\n\n-- \nPortico, ${origin}\nWho is told of what: ${origin}/settings/notifications\n`;
}

export function mailHtml(message: Message, origin: string): string {
  const parts = message.sections.map(
    ({
      heading,
      meaning,
      todo,
      items,
      more,
    }) => `<h2 style="font-size:16px;margin:24px 0 4px">${html(heading)}</h2>
<p style="margin:0 0 4px">${html(meaning)}</p>
<p style="margin:0 0 8px"><strong>What to do:</strong> ${html(todo)}</p>
<ul style="margin:0;padding-left:20px">${items.map(({ label, url }) => `<li><a href="${html(url)}">${html(label)}</a></li>`).join("")}${more > 0 ? `<li>and ${more} more</li>` : ""}</ul>`,
  );
  return `<!doctype html><html><body style="font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;max-width:600px">
${parts.join("\n")}
<p style="color:#666;font-size:12px;margin-top:32px">Portico, <a href="${html(origin)}/settings/notifications">who is told of what</a></p>
</body></html>`;
}

function html(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
