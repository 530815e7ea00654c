import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import { ROOMS } from "./bin/lint/rooms.mjs";
import { roomsRule } from "./bin/lint/rooms-rule.mjs";

// The walls of the house: which layer may import which. See README, "Layout".
const zones = [
  {
    target: [
      "./lib/hubspot",
      "./lib/crypto",
      "./lib/errors.ts",
      "./lib/auth/roles.ts",
      "./lib/portals/status.ts",
    ],
    from: [
      "./lib/db",
      "./lib/env.ts",
      "./lib/logger.ts",
      "./app",
      "./components",
      "./node_modules/next",
    ],
    message: "Pure code knows no database, environment, log or framework.",
  },
  {
    target: [
      "./lib/api-keys",
      "./lib/audit",
      "./lib/bulk",
      "./lib/docs",
      "./lib/factors",
      "./lib/figures",
      "./lib/find",
      "./lib/first-steps",
      "./lib/hubspot-apps",
      "./lib/imports",
      "./lib/jobs",
      "./lib/list-views",
      "./lib/passkeys",
      "./lib/people",
      "./lib/portals",
      "./lib/public-pages",
      "./lib/single-sign-on",
      "./lib/spill",
      "./lib/words",
    ],
    from: [
      "./lib/auth/session.ts",
      "./lib/auth/options.ts",
      "./lib/actions",
      "./lib/http",
      "./lib/door",
      "./app",
      "./components",
    ],
    message: "The domain does not know the web.",
  },
  {
    target: ["./lib"],
    from: ["./app", "./components"],
    message: "Nothing below a screen imports a screen.",
  },
  {
    target: ["./app"],
    from: ["./lib/db", "./lib/crypto", "./lib/hubspot"],
    message: "Screens call verbs and queries, never the database, keys or HubSpot.",
  },
  {
    target: ["./components"],
    from: ["./app", "./lib"],
    except: ["./auth/roles.ts", "./format.ts", "./say"],
    message: "Components are presentational.",
  },
  {
    target: ["./app", "./components", "./lib", "./bin"],
    from: ["./tests"],
    message: "Product code does not know the tests.",
  },
];

const config = [
  {
    ignores: [
      "node_modules/",
      "**/.next/",
      "data/",
      "lib/db/generated/",
      "next-env.d.ts",
      "test-results/",
      "playwright-report/",
    ],
  },
  ...nextVitals,
  ...nextTypescript,
  {
    plugins: { house: { rules: { rooms: roomsRule(import.meta.dirname, ROOMS) } } },
    rules: {
      "house/rooms": "error",
      "import/no-restricted-paths": ["error", { zones }],
      "import/no-default-export": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "max-lines": ["error", { max: 300 }],
    },
  },
  {
    files: ["app/**", "components/**"],
    ignores: ["components/ui/link.tsx"],
    rules: {
      "no-restricted-imports": [
        "error",
        { name: "next/link", message: "Use components/ui/link: it fetches nothing on sight." },
      ],
    },
  },
  {
    files: ["tests/**"],
    // Helpers named use... are no React hooks here.
    rules: { "react-hooks/rules-of-hooks": "off", "@next/next/no-assign-module-variable": "off" },
  },
  {
    files: ["tests/integration/*.test.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.object.name='vi'][callee.property.name=/^(do)?[mM]ock$/]",
          message: "These files share their modules: one that replaces some lies in apart.",
        },
      ],
    },
  },
];

export default config;
