/** The languages of the pages. */
export type Language = 'en' | 'zh';

/** A text in both languages. */
export interface Label {
  readonly en: string;
  readonly zh: string;
}
