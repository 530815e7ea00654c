"use client";

import { BarePage } from "@/app/_errors/bare-page";
import { Failure, type FailureProps } from "@/app/_errors/failure";
import "./globals.css";

/** Takes the place of the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: FailureProps) {
  return (
    <html lang="en">
      <body>
        <title>Error · Portico</title>
        <BarePage>
          <Failure error={error} retry={retry} />
        </BarePage>
      </body>
    </html>
  );
}
