import type { ImportedBatch } from '../../contract/imports.js';
import { useTranslation } from '../language.js';

/** The closed periods that a batch touches; nothing where it touches none. */
export function LatePeriods({ late }: Pick<ImportedBatch, 'late'>) {
  const { words } = useTranslation();
  if (late.length === 0) return null;
  return (
    <p>
      {words.imports.late}: {late.map(({ client, period, revision }) => `${client} ${period} (${revision})`).join(', ')}.{' '}
      {words.imports.lateHint}
    </p>
  );
}
