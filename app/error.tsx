"use client";

import type { FailureProps } from "@/app/_errors/failure";
import { FailureOnDemand } from "@/app/_errors/failure-on-demand";

export default function PageError({ error, retry }: FailureProps) {
  return <FailureOnDemand isAlone error={error} retry={retry} />;
}
