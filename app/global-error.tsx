"use client";

import type { FailureProps } from "@/app/_errors/failure";
import { FailureOnDemand } from "@/app/_errors/failure-on-demand";
import "./globals.css";

/** Takes the place of the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: FailureProps) {
  return (
    <html lang="en">
      <body>
        <title>Error</title>
        <FailureOnDemand isAlone error={error} retry={retry} />
      </body>
    </html>
  );
}
