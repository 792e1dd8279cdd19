import type { Language } from '../../facts/label.js';
import { namesOf } from '../../words/names.js';
import { namedProvenance } from '../../words/provenance.js';
import { say } from '../../words/say.js';

/** Where weights come from, a line each. */
export const provenanceLines = (provenance: Readonly<Record<string, string>> | null, language: Language): readonly string[] =>
  namedProvenance(namesOf(language), provenance ?? { method: 'given' }).map(([name, text]) =>
    say(language, `  ${name}: ${text}`, `  ${name}：${text}`),
  );
