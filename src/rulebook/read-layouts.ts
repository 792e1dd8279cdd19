import type { OwnField } from '../facts/kinds.js';
import { configFaults } from '../faults/config.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import type { Phrase } from '../faults/phrase.js';
import { layoutFaults } from '../import/layout/check.js';
import { layoutSchema } from '../import/layout/schema.js';
import { checkShape } from './check-shape.js';
import { type ConcernedFault, concerning, layoutConcern } from './concern.js';
import type { LayoutEntry } from './entry.js';
import { validPartOf } from './valid-part.js';
import { reference } from './read.js';
import { without } from './without.js';
import type { RawLayout } from './workspace.js';

interface ReadLayout extends RawLayout {
  readonly entry: LayoutEntry;
}

/** Reads the layouts, those of the workspace over packaged ones of the same name. */
export function readLayouts(
  entries: readonly LayoutEntry[],
  fields: readonly OwnField[],
): { layouts: readonly RawLayout[]; faults: readonly ConcernedFault[] } {
  const faults: ConcernedFault[] = [];
  const found = entries.flatMap((entry): readonly ReadLayout[] => {
    const { source, whole } = entry.spot;
    if (!whole) return [];
    const read = checkShape(layoutSchema, entry.raw, entry.spot, titleOf(entry));
    if ('faults' in read) {
      const rest = validPartOf({ shape: layoutSchema, declares: ['fact', 'time_zone', 'format', 'each'] }, entry);
      const ofMeaning = rest?.own(meaningFaults(rest.value, rest.entry, fields)) ?? [];
      faults.push(...concerning(layoutConcern(entry), [...read.faults, ...ofMeaning]));
      return [];
    }
    faults.push(...concerning(layoutConcern(entry), meaningFaults(read.value, entry, fields)));
    return [
      {
        name: read.value.layout,
        file: source.path,
        shown: source.shown,
        layer: source.layer === 'packaged' ? 'packaged' : 'workspace',
        layout: read.value,
        entry,
      },
    ];
  });
  const byName = new Map<string, ReadLayout>();
  for (const layout of found) {
    const before = byName.get(layout.name);
    if (before !== undefined && before.layer === layout.layer) {
      const params = { object: titleOf(layout.entry), first: reference(before.entry.spot.place(['layout'])) };
      const twice = fault(configFaults, 'object_duplicate', params, layout.entry.spot.place(['layout']));
      faults.push(...concerning(layoutConcern(layout.entry), [twice]));
    } else byName.set(layout.name, layout);
  }
  return { layouts: [...byName.values()].map(layout => without(layout, 'entry')), faults };
}

function titleOf(entry: LayoutEntry): Phrase {
  const id = entry.raw['layout'];
  return typeof id === 'string' ? { phrase: 'object', is: 'layout', id } : 'the_layout';
}

function meaningFaults(layout: RawLayout['layout'], entry: LayoutEntry, fields: readonly OwnField[]): readonly Fault[] {
  return layoutFaults(layout, { fields }).map(({ path, offset, fault: found }) => ({
    ...found,
    place: entry.spot.place(path, offset),
  }));
}
