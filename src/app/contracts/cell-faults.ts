import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { keyText } from '../../rulebook/plain.js';
import type { ReadContract } from '../../reports/contract-workbook/read-contract.js';

type Path = readonly (string | number)[];

/** Faults of a contract's YAML text (which they call `name`) with the cells that it was read from as their places. */
export function faultsOfCells(
  faults: readonly Fault[],
  yaml: string,
  name: string,
  { places, sheet }: Pick<ReadContract, 'places'> & { readonly sheet: string },
): readonly Fault[] {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  return faults.map(one => {
    const { file, line, column } = one.place;
    if (file !== name || line === undefined || typeof column !== 'number') return one;
    const offset = (lines.lineStarts[line - 1] ?? 0) + column - 1;
    return { ...one, place: cellOf(pathAt(document.contents, offset), places) ?? { file: name, sheet } };
  });
}

/** The path of the innermost value at a character, below the contract. */
function pathAt(root: unknown, offset: number): Path {
  const path: (string | number)[] = [];
  let node = root;
  for (;;) {
    const next: readonly [string | number, unknown] | undefined = isMap(node)
      ? node.items
          .map(({ key, value }) => [keyText(key), value, key] as const)
          .filter(([, value, key]) => isWithin(value, offset) || isWithin(key, offset))
          .map(([name, value]) => [name, value] as const)[0]
      : isSeq(node)
        ? node.items.map((item, at) => [at, item] as const).find(([, item]) => isWithin(item, offset))
        : undefined;
    if (next === undefined) return path.slice(2);
    path.push(next[0]);
    node = next[1];
  }
}

function isWithin(node: unknown, offset: number): boolean {
  if (!isNode(node) || node.range === null || node.range === undefined) return false;
  return node.range[0] <= offset && offset < Math.max(node.range[1], node.range[0] + 1);
}

/** The cell of a value, else of the nearest thing around it. */
function cellOf(path: Path, places: ReadContract['places']): FaultPlace | undefined {
  for (let length = path.length; length > 0; length--) {
    const found = places.get(JSON.stringify(path.slice(0, length)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Faults without those in rows that have others already: what cannot be read of a row makes the rest of it look wrong too. */
export function besides(faults: readonly Fault[], known: readonly Fault[]): readonly Fault[] {
  const rowOf = ({ place }: Fault): string => `${place.sheet} ${place.line}`;
  const rows = new Set(known.map(rowOf));
  return faults.filter(one => one.place.cell === undefined || !rows.has(rowOf(one)));
}
