/** One check of `doctor`. */
export interface Finding {
  name: string;
  ok: boolean;
  words: string;
}
