import type { FactKind } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import { groupFields } from './fill.js';
import { hasLines, numberedKinds, takenOver } from './known-facts.js';
import type { Layout } from './schema.js';
import { namesSeveral } from './several-clients.js';

/** A fault of a layout, and the path to the value it is in. */
interface SettingFault {
  readonly path: readonly (string | number)[];
  readonly fault: Fault;
}

/** What is wrong with the settings of a layout that concern rows beside each other, and facts that are there already. */
export const rowFaultsOf = (layout: Layout, kind: FactKind): readonly SettingFault[] => [
  ...takenFaults(layout),
  ...lineFaults(layout, kind),
  ...fillFaults(layout, kind),
  ...severalFaults(layout),
];

function takenFaults({ fields }: Layout): readonly SettingFault[] {
  const first = Object.values(fields).find(({ of }) => of !== undefined)?.of;
  return Object.entries(fields).flatMap(([field, { of }]): readonly SettingFault[] => {
    if (of === undefined) return [];
    const path = ['fields', field, 'of'];
    const kind = numberedKinds.get(of);
    if (kind === undefined) {
      return [{ path, fault: fault(rowFaults, 'layout_of_unknown', { field, of, known: [...numberedKinds.keys()] }) }];
    }
    if (of !== first) return [{ path, fault: fault(rowFaults, 'layout_of_differs', { field, of, first: first ?? '' }) }];
    const known = takenOver(kind);
    if (!known.includes(field))
      return [{ path, fault: fault(rowFaults, 'layout_of_lacks_field', { field, of, kind: kind.name, known }) }];
    const source = fields[of];
    return source === undefined || source.of !== undefined
      ? [{ path, fault: fault(rowFaults, 'layout_of_unmapped', { field, of }) }]
      : [];
  });
}

function lineFaults({ lines, fields }: Layout, kind: FactKind): readonly SettingFault[] {
  if (lines === undefined) return [];
  const why = !hasLines(kind) ? 'no_lines' : fields['line_no'] === undefined ? undefined : 'line_mapped';
  if (why === undefined) return [];
  return [{ path: ['lines'], fault: fault(rowFaults, 'layout_lines_unfit', { fact: kind.name, why }) }];
}

function fillFaults(layout: Layout, kind: FactKind): readonly SettingFault[] {
  const { fill, fields } = layout;
  const own = Object.values(fields).some(mapping => mapping.fill !== undefined);
  if (fill === undefined && !own) return [];
  const known = Object.entries(fields).flatMap(([name, { column, value }]) =>
    column === undefined && value === undefined ? [] : [name],
  );
  const given = typeof fill === 'object' ? fill : {};
  const isDown = fill === 'down' || typeof fill === 'object' || Object.values(fields).some(mapping => mapping.fill === 'down');
  const wrong = (names: readonly string[], path: readonly string[]): readonly SettingFault[] =>
    names
      .filter(name => !known.includes(name))
      .map(field => ({ path, fault: fault(rowFaults, 'layout_fill_unknown', { field, known }) }));
  return [
    ...wrong([given.down ?? []].flat(), ['fill', 'down']),
    ...wrong(isDown ? groupFields(layout, kind) : [], given.within === undefined ? ['fill'] : ['fill', 'within']),
  ].map(one => (fill === undefined ? { ...one, path: ['fields'] } : one));
}

function severalFaults({ fields }: Layout): readonly SettingFault[] {
  return Object.entries(fields).flatMap(([field, { map = {}, split }]): readonly SettingFault[] => {
    if (field === 'client') return [];
    const found = (setting: string): Fault => fault(rowFaults, 'layout_several_not_client', { field, setting });
    const lists = Object.entries(map).filter(([, to]) => typeof to === 'string' && namesSeveral(to));
    return [
      ...lists.map(([text]) => ({ path: ['fields', field, 'map', text], fault: found('map') })),
      ...(split === undefined ? [] : [{ path: ['fields', field, 'split'], fault: found('split') }]),
    ];
  });
}
