#!/usr/bin/env node
// The one door behind every npm script. This file and node-version.mjs stay free of new syntax and of
// dependencies, so that an old Node or a bare clone gets a sentence and not a stack.
import { explainOldNode } from "./lib/node-version.mjs";

const complaint = explainOldNode(process.versions.node);
if (complaint) {
  process.stderr.write(complaint + "\n");
  process.exit(1);
}

const { runCommand } = await import("./run/commands.mjs");
await runCommand(process.argv.slice(2));
