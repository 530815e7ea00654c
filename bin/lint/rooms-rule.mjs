import { dirname, join, relative, sep } from "node:path";

/**
 * Refuses an import of a file that its room does not show. A room is the nearest folder above the file that the table
 * names; files of the room itself, and of rooms inside it, are at home there.
 * @param {string} root folder of the project
 * @param {Record<string, string[]>} rooms folder of a room, then the names of the files it shows, without ending
 * @returns {import("eslint").Rule.RuleModule}
 */
export function roomsRule(root, rooms) {
  return {
    meta: {
      type: "problem",
      schema: [],
      messages: {
        private:
          "{{file}} belongs to {{room}} alone. Use a verb that the room shows, or show this one in bin/lint/rooms.mjs.",
      },
    },
    create(context) {
      const from = relative(root, context.filename).replaceAll(sep, "/");
      /** @param {import("estree").Node & {source?: any}} node */
      const check = (node) => {
        const found = closedDoor(from, node.source?.value, rooms);
        if (found) context.report({ node, messageId: "private", data: found });
      };
      return {
        ImportDeclaration: check,
        ExportNamedDeclaration: check,
        ExportAllDeclaration: check,
        ImportExpression: check,
      };
    },
  };
}

/**
 * The room whose private file is imported from outside, if it is one.
 * @param {string} from importing file, relative to the root
 * @param {unknown} specifier as written in the import
 * @param {Record<string, string[]>} rooms
 * @returns {{room: string, file: string} | null}
 */
export function closedDoor(from, specifier, rooms) {
  if (typeof specifier !== "string" || from.startsWith("tests/")) return null;
  const target = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? join(dirname(from), specifier).replaceAll(sep, "/")
      : null;
  if (target === null) return null;
  const room = roomOf(target, rooms);
  if (room === undefined || from.startsWith(`${room}/`)) return null;
  const file = target.slice(room.length + 1).replace(/\.(tsx?|mjs)$/, "");
  return rooms[room]?.includes(file) ? null : { room, file };
}

/**
 * The room a file lies in: the nearest folder above it that the table names.
 * @param {string} path relative to the root
 * @param {Record<string, string[]>} rooms
 * @returns {string | undefined}
 */
export function roomOf(path, rooms) {
  let folder = dirname(path);
  while (folder !== "." && !Object.hasOwn(rooms, folder)) folder = dirname(folder);
  return folder === "." ? undefined : folder;
}
