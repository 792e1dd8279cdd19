/** A name in the product's two languages. */
export interface Label {
  readonly en: string;
  readonly zh: string;
}

export type Language = 'en' | 'zh';
