import { Choice, type ChoiceProps } from "./choice";

/** One of several; those with the same name exclude each other. */
export function Radio(props: ChoiceProps) {
  return <Choice {...props} type="radio" />;
}
