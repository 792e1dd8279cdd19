import { type Document, isMap, isPair, isScalar, isSeq, type Pair, parseDocument, stringify, visit } from 'yaml';
import type { PlainTerms } from '../standards/contract-plain.js';

/** Keys whose texts are written without quotes: names and days, which cannot be taken for numbers that lose digits. */
const bare = /^(?:[A-Za-z_][\w.-]*|\d{4}-\d{2}-\d{2}(?:\.\.\d{4}-\d{2}-\d{2})?)$/;

/** Levels, weights and times of the day stand in quotes, as in the packaged config. */
const level = /^[\d.,:%/+-]+$/;

/** Keys whose values are written as numbers. */
const numbers = ['month_starts_on', 'min_population', 'free', 'depth'];

/** Lists that grow by the year stand one below the other. */
const longLists = ['holidays', 'working'];

/** A contract, in the form in which config has it, as a file of config with a comment above it. */
export function contractYaml(contract: PlainTerms, comment = ''): string {
  const document = parseDocument(stringify({ contracts: [contract] }, { lineWidth: 0 }));
  if (comment !== '') document.commentBefore = comment.replace(/^/gm, ' ');
  return laidOut(document).toString({ lineWidth: 0, flowCollectionPadding: true });
}

const isOfScalar = ({ value }: Pair): boolean => isScalar(value);

/** A document in the form of the packaged config: what holds only scalars stands on one line, and levels stand in quotes. */
export function laidOut(document: Document): Document {
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string') return;
      if (bare.test(node.value)) node.type = 'PLAIN';
      else if (level.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
    Map: (key, node) => {
      const isFlat = node.items.every(({ value }) => isScalar(value) || (isMap(value) && value.items.every(isOfScalar)));
      if (typeof key === 'number' && isFlat) node.flow = true;
    },
    Seq: (_, node, path) => {
      const parent = path.at(-1);
      const isLong = isPair(parent) && isScalar(parent.key) && longLists.includes(String(parent.key.value));
      if (!isLong && node.items.every(item => isScalar(item))) node.flow = true;
    },
    Pair: (_, { key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (isScalar(value) && numbers.includes(name) && /^\d+$/.test(String(value.value))) value.value = Number(value.value);
      if (isScalar(value) && ['true', 'false'].includes(String(value.value))) value.value = value.value === 'true';
      if (isMap(value) && ['group', 'label', 'name', 'reference', 'says', 'scope'].includes(name)) value.flow = true;
      if (isMap(value) && value.has('is')) value.flow = true;
      if (isSeq(value) && name === 'steps') value.flow = false;
    },
  });
  return document;
}
