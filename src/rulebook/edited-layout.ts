import { type Document, isCollection, isMap, isNode, isPair, type Node, parseDocument, type YAMLMap } from 'yaml';
import { type Layout, layoutSchema } from '../import/layout/schema.js';
import { between, rewritten, spanOf } from './edited-object.js';
import { boundsOfSent } from './bounded-yaml.js';
import { keyText, type Typed, typedOf } from './plain.js';
import { parseText } from './source-text.js';
import { sorted } from './wanted.js';

interface TypedMap {
  readonly [key: string]: Typed;
}

/** The layout in the only document of a text; undefined where there is none that can be read. */
export function layoutIn(text: string): Layout | undefined {
  const own = Object.entries(mapOf(text) ?? {}).filter(([key]) => key in layoutSchema.shape);
  const read = layoutSchema.safeParse(Object.fromEntries(own));
  return read.success ? read.data : undefined;
}

/**
 * The text of a file whose layout says what another text says: of the keys named only those change that are to say something else, and of
 * its fields only those; whatever else the file says stands as it stood, to the letter. Undefined where that cannot be done, as in a file
 * of several documents, or with values that several keys share.
 */
export function withLayout(text: string, layout: string, keys: readonly string[]): string | undefined {
  const [before, wanted] = [mapOf(text), mapOf(layout)];
  const root = parseDocument(text).contents;
  if (before === undefined || wanted === undefined || !isMap(root)) return undefined;
  const span = spanOf(root);
  const made = between(
    text,
    span,
    rewritten(text, span, (document, map) => {
      changeKeys(document, map, { wanted, gone: keys.filter(key => !(key in wanted)) });
    }),
  );
  const kept = Object.entries(before).filter(([key]) => !keys.includes(key));
  // Text was put between text: what it says is read again before anybody trusts it.
  return sorted(mapOf(made)) === sorted({ ...Object.fromEntries(kept), ...wanted }) ? made : undefined;
}

/** What the only document of a text says; undefined where it has errors, several documents, or no map. */
function mapOf(text: string): TypedMap | undefined {
  const { documents, faults } = parseText(text, '', '', 'workspace', boundsOfSent(text));
  const [document] = documents;
  if (faults.length > 0 || documents.length > 1 || !isMap(document?.contents)) return undefined;
  const typed = typedOf(document, document.contents);
  return isTyped(typed) ? typed : undefined;
}

interface KeyChanges {
  readonly wanted: TypedMap;
  readonly gone: readonly string[];
}

/** Changes the keys of a map that are to say something else; a new one stands behind the key that is wanted before it. */
function changeKeys(document: Document, map: YAMLMap, { wanted, gone }: KeyChanges): void {
  map.items = map.items.filter(({ key }) => !gone.includes(keyText(key)));
  let last = -1;
  for (const [key, value] of Object.entries(wanted)) {
    const at = map.items.findIndex(pair => keyText(pair.key) === key);
    const own = map.items[at];
    if (own === undefined) map.items.splice(++last, 0, document.createPair(key, nodeOf(document, key, value)));
    else {
      last = at;
      own.value = saying(document, own.value, { key, value });
    }
  }
}

function saying(document: Document, own: unknown, { key, value }: { readonly key: string; readonly value: Typed }): unknown {
  if (sorted(typedOf(document, own)) === sorted(value)) return own;
  if (key === 'fields' && isMap(own) && isTyped(value)) {
    const gone = own.items.map(pair => keyText(pair.key)).filter(field => !(field in value));
    changeKeys(document, own, { wanted: value, gone });
    return own;
  }
  const made = nodeOf(document, key, value);
  if (isNode(own) && typeof own.comment === 'string') made.comment = own.comment;
  return made;
}

const isTyped = (value: Typed): value is TypedMap => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value on one line; fields and groups of columns each on theirs. */
function nodeOf(document: Document, key: string, value: Typed): Node {
  const made = document.createNode(value, { flow: true });
  if ((key !== 'fields' && key !== 'each') || !isCollection(made)) return made;
  made.flow = false;
  for (const item of made.items) {
    const inner = isPair(item) ? item.value : item;
    if (isCollection(inner)) inner.flow = true;
  }
  return made;
}
