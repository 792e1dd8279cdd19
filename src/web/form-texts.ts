import { useState } from 'preact/hooks';

/** The texts of a form's fields by their names, and for each name what takes a new text. */
export function useTexts<T extends Readonly<Record<string, string>>>(empty: T) {
  const [texts, setTexts] = useState(empty);
  const write =
    (name: keyof T) =>
    (text: string): void =>
      setTexts(now => ({ ...now, [name]: text }));
  return { texts, write } as const;
}
