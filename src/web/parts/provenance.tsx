import { namesOf } from '../../words/names.js';
import { namedProvenance } from '../../words/provenance.js';
import { useTranslation } from '../language.js';

/** Where weights come from. */
export function Provenance({ provenance }: { readonly provenance: Readonly<Record<string, string>> | null }) {
  const { words, language } = useTranslation();
  const { weighing } = words;
  const source =
    provenance === null
      ? weighing.given
      : namedProvenance(namesOf(language), provenance)
          .map(part => part.join(' '))
          .join(' · ');
  return (
    <p class="hint">
      {weighing.provenance}: {source}
    </p>
  );
}
