import type { ImportedBatch } from '../../contract/imports.js';
import { fieldChangeText } from '../../words/field-changes.js';
import { useTranslation } from '../language.js';
import { useSession } from '../session.js';
import { instantText } from './when.js';

/** Which fields of facts that are there a file changes, and how. */
export function FieldChanges({ batch: { changes = [] } }: { readonly batch: Pick<ImportedBatch, 'changes'> }) {
  const { words, language, say } = useTranslation();
  const { me } = useSession();
  if (changes.length === 0) return null;
  const shown = (instant: string): string => instantText(new Date(instant), me.time_zone);
  return (
    <div>
      <h3>{words.imports.changes}</h3>
      <ul class="mends">
        {changes.map(change => (
          <li key={change.field}>
            <strong>{say(change.label)}</strong>
            {language === 'zh' ? '：' : ': '}
            {fieldChangeText(language, change, shown)}
          </li>
        ))}
      </ul>
    </div>
  );
}
