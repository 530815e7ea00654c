import { Choice, type ChoiceProps } from "./choice";

export type CheckboxProps = ChoiceProps;

/** One thing to switch on or off. */
export function Checkbox(props: CheckboxProps) {
  return <Choice {...props} type="checkbox" />;
}
