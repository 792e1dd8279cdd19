import type { ComponentChildren } from 'preact';
import { useTranslation } from '../language.js';
import { address, at, withQuery } from '../rest.js';

interface Props {
  readonly batch: number;
  /** In place of its usual words. */
  readonly children?: ComponentChildren;
}

/** The way to the file of a batch's rejected rows, with the reasons in the language of the page. */
export function RejectsFileLink({ batch, children }: Props) {
  const { words, language } = useTranslation();
  const href = address(withQuery(at`/imports/${String(batch)}/rejects.csv`, { lang: language }));
  return (
    <a {...{ href }} download title={children === undefined ? undefined : words.imports.rejectsFile}>
      {children ?? words.imports.rejectsFile}
    </a>
  );
}
