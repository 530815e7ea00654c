import type { Config } from "tailwindcss";

/** Only the folders that render markup are scanned; tokens live in app/_styles because they are CSS variables. */
const config: Config = {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
};

export default config;
