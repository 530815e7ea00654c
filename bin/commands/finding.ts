/** One check of `doctor`. */
export interface Finding {
  name: string;
  ok: boolean;
  /** Something to do on a server that works as it should: not a failure. */
  isAdvice?: boolean;
  words: string;
}
