/** The words of the install page, as customers read them in English. */
export interface PreviewWords {
  app: string;
  title: string;
  next: string;
  learns: string;
  go: string;
  who: string;
  contact: string;
  /** With a company's name, which stands for `COMPANY_SLOT`. */
  contactFrom: string;
}

export const COMPANY_SLOT = "{company}";
