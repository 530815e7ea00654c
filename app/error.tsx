"use client";

import { BarePage } from "@/app/_errors/bare-page";
import { Failure, type FailureProps } from "@/app/_errors/failure";

export default function PageError({ error, retry }: FailureProps) {
  return (
    <BarePage>
      <Failure error={error} retry={retry} />
    </BarePage>
  );
}
