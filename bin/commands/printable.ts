/** A name as a line of a terminal may show it: nothing in it steers the terminal, begins a line or turns the text round. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]+/gu, " ");
}
