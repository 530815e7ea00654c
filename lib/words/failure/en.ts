/** A page that could not be made, for whoever was on it: customers and people of the team alike. */
export const en = {
  title: "This page could not be shown",
  why: "The server ran into an error it does not know.",
  todo: "Try again. If it stays, say when it happened, and give this reference to the people who sent you here:",
  todoPlain: "Try again. If it stays, tell the people who sent you here when it happened.",
  whyAway: "The server cannot reach its database just now. It may be restarting.",
  todoAway: "Nothing is lost. Wait a moment, then try again.",
  again: "Try again",
} as const;
