import { type Document, isMap, isSeq } from 'yaml';
import { configFaults } from '../faults/config.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { verbatim } from '../faults/phrase.js';
import { valueText } from './check-shape.js';
import { type ConcernedFault, concerning, fileConcern, rootConcern } from './concern.js';
import type { Entry, LayoutEntry } from './entry.js';
import { type ObjectKey, objectKeys } from './object-keys.js';
import { keyText, nestedTooDeep, pairsOf, resolved, textOf, TooDeep, typedOf } from './plain.js';
import type { ParsedFile, SourceText } from './source-text.js';
import { type Spot, spotOf } from './spot.js';

/** Everything that the files hold, by kind, not yet understood. */
export interface Gathered {
  readonly entries: Readonly<Record<ObjectKey, readonly Entry[]>>;
  readonly layouts: readonly LayoutEntry[];
  readonly faults: readonly ConcernedFault[];
}

/** How many unknown keys of a file are reported. */
const maxUnknownKeys = 100;

const otherKeys = ['layout'] as const;
const isObjectKey = (key: string): key is ObjectKey => objectKeys.some(known => known === key);

/** The objects of some files, found by their top-level keys. */
export function gather(files: readonly ParsedFile[]): Gathered {
  const entries = Object.fromEntries(objectKeys.map(key => [key, new Array<Entry>()]));
  const layouts: LayoutEntry[] = [];
  const faults: ConcernedFault[] = [];
  for (const { source, documents, faults: broken } of files) {
    faults.push(...concerning(fileConcern(source), broken));
    for (const document of documents) {
      const found = fromDocument(source, document);
      faults.push(...found.faults);
      for (const { key, entry } of found.objects) entries[key]?.push(entry);
      layouts.push(...(found.layout === undefined ? [] : [found.layout]));
    }
  }
  // Made above with exactly these keys.
  return { entries: entries as Record<ObjectKey, Entry[]>, layouts, faults };
}

interface FromDocument {
  readonly objects: readonly { readonly key: ObjectKey; readonly entry: Entry }[];
  readonly layout?: LayoutEntry;
  readonly faults: readonly ConcernedFault[];
}

function fromDocument(source: SourceText, document: Document): FromDocument {
  const spot = spotOf(source, document, document.contents);
  try {
    const found = fromRoot(source, document, spot);
    // After a broken line the rest may have slipped a level: its objects are known by name, their own faults would be noise.
    return spot.whole ? found : { ...found, faults: [] };
  } catch (problem) {
    if (!(problem instanceof TooDeep)) throw problem;
    return { objects: [], faults: concerning(fileConcern(source), [tooDeep(spot)]) };
  }
}

function fromRoot(source: SourceText, document: Document, spot: Spot): FromDocument {
  const nothing = { objects: [] };
  const root = resolved(document, document.contents);
  if (root === undefined || textOf(document, root) === null) return { ...nothing, faults: [] };
  if (isMap(root)) {
    return fromMap(
      source,
      document,
      pairsOf(document, root).map(([key, value]) => [keyText(key), value] as const),
      spot,
    );
  }
  const params = { found: valueText(textOf(document, root)), keys: [...objectKeys, ...otherKeys] };
  return { ...nothing, faults: concerning(rootConcern(source), [fault(configFaults, 'config_not_a_map', params, spot.place())]) };
}

/** The fault of a file whose aliases unfold beyond every measure. */
export const tooDeep = (spot: Spot): Fault => nestedTooDeep(spot.place());

function fromMap(
  source: SourceText,
  document: Document,
  pairs: readonly (readonly [string, unknown])[],
  spot: Spot,
): FromDocument {
  const isLayout = pairs.some(([key]) => key === 'layout');
  // In a file with a layout, `fields` is the layout's map of columns.
  const ofLayout = (key: string) => isLayout && (key === 'fields' || !isObjectKey(key));
  const objects: { key: ObjectKey; entry: Entry }[] = [];
  const faults: ConcernedFault[] = [];
  for (const [key, value] of pairs.filter(pair => !ofLayout(pair[0]))) {
    const listed = resolved(document, value);
    if (!isObjectKey(key)) {
      // Finding where each of them stands takes as long as there are keys: of thousands, the first say enough.
      if (faults.length >= maxUnknownKeys) continue;
      const keys = [...objectKeys, ...otherKeys];
      const unknown = fault(configFaults, 'config_key_unknown', { key, of: 'the_file', keys }, spot.keyPlace([key]));
      faults.push(...concerning(rootConcern(source), [unknown]));
    } else if (isSeq(listed)) {
      objects.push(
        ...listed.items.map(item => ({ key, entry: { raw: textOf(document, item), spot: spotOf(source, document, item) } })),
      );
    } else if (listed !== undefined && textOf(document, listed) !== null) {
      // A key whose examples are all commented out has no value: that is an empty list.
      const found = valueText(textOf(document, listed));
      const params = { key: verbatim(key), of: 'the_file', found, expected: 'a_list_of_lines' } as const;
      faults.push(
        ...concerning(rootConcern(source, key), [fault(configFaults, 'config_value_wrong', params, spot.place([key]))]),
      );
    }
  }
  const own = pairs.filter(([key]) => ofLayout(key)).map(([key, value]) => [key, typedOf(document, value)] as const);
  return { objects, faults, ...(isLayout ? { layout: { raw: Object.fromEntries(own), spot } } : {}) };
}
