"use client";

import type { FailureProps } from "@/app/_errors/failure";
import { FailureOnDemand } from "@/app/_errors/failure-on-demand";

/** Keeps the navigation around the message. */
export default function ConsoleError({ error, retry }: FailureProps) {
  return <FailureOnDemand error={error} retry={retry} className="max-w-2xl" />;
}
