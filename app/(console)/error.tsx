"use client";

import { Failure, type FailureProps } from "@/app/_errors/failure";

/** Keeps the navigation around the message. */
export default function ConsoleError({ error, retry }: FailureProps) {
  return <Failure error={error} retry={retry} className="max-w-2xl" />;
}
