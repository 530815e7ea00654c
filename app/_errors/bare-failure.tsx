"use client";

import { BarePage } from "./bare-page";
import Failure, { type FailureProps } from "./failure";

/** The failure with its own frame, where the console's is not there. */
export default function BareFailure(props: FailureProps) {
  return (
    <BarePage>
      <Failure {...props} />
    </BarePage>
  );
}
