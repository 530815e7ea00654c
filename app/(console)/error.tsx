"use client";

import type { FailureProps } from "@/app/_errors/failure";
import { FailureOnDemand } from "@/app/_errors/failure-on-demand";
import { useSay } from "#say";

/** Keeps the navigation around the message. */
export default function ConsoleError({ error, retry }: FailureProps) {
  const say = useSay();
  const words = { title: say("This page could not be shown"), again: say("Try again") };
  return <FailureOnDemand error={error} retry={retry} words={words} className="max-w-2xl" />;
}
