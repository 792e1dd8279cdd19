import { alikeTexts } from '../../facts/folded.js';
import { parseDay } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { PlainPhrase } from '../../faults/phrase.js';
import { constantText } from './cell.js';
import { formNames, namesMonth } from './date-forms.js';
import type { FieldMapping } from './schema.js';
import type { Target } from './typed.js';
import { unitFaults } from './unit-faults.js';

/** A fault with the path to it within its field. */
type Placed = readonly [path: readonly (string | number)[], fault: Fault];

/** What is wrong with the settings of a field, each by itself and with one another. */
export function settingFaults(target: Target, mapping: FieldMapping): readonly Placed[] {
  const forms = [mapping.format ?? []].flat();
  return [
    ...idleSettings(target, mapping),
    ...forms.flatMap((form, i) =>
      formFaults(form, mapping.at, target.name).map(
        (found): Placed => [typeof mapping.format === 'string' ? ['format'] : ['format', i], found],
      ),
    ),
    ...columnFaults(target, mapping),
    ...betweenFaults(target, mapping),
    ...scaleFaults(target, mapping),
    ...unitFaults(target.name, mapping).map((found): Placed => [['unit'], found]),
    ...mapFaults(target, mapping),
  ];
}

/** Whether a date form can be used: it names a day, or a month or year of which the layout says which end is meant. */
export function formFaults(form: string, at: string | undefined, field: string): readonly Fault[] {
  const names = formNames(form);
  if (names === 'day' || (names !== undefined && (at === 'start' || at === 'end'))) return [];
  return [fault(importFaults, 'layout_format_partial', { format: form, field, whole: names })];
}

function idleSettings(target: Target, mapping: FieldMapping): readonly Placed[] {
  const { type } = target;
  const dated = type === 'instant' || type === 'day';
  const isAtWhole = mapping.at === 'start' || mapping.at === 'end';
  const isSeveral = Array.isArray(mapping.column);
  const isPair = isSeveral && mapping.join === undefined && type === 'instant';
  const forms = [mapping.format ?? []].flat();
  const givesScore = (mapping.map !== undefined && mapping.otherwise !== 'keep') || mapping.phrases !== undefined;
  const idle: readonly (readonly [keyof FieldMapping, boolean, PlainPhrase])[] = [
    ['format', !dated, 'not_a_date'],
    ['months', !dated, 'not_a_date'],
    ['months', dated && mapping.value === undefined && !forms.some(hasName), 'no_month_name'],
    ['at', type !== 'instant' && !(type === 'day' && isAtWhole), 'not_an_instant'],
    ['between', !dated, 'not_a_date'],
    ['placeholder_dates', !dated, 'not_a_date'],
    ['decimal', type !== 'number' && mapping.value === undefined, 'not_a_number'],
    ['unit', type !== 'number' && mapping.value === undefined, 'not_a_number'],
    ['whole', type !== 'number', 'not_a_number'],
    ['scale', type !== 'number', 'not_a_number'],
    ['scale', type === 'number' && givesScore, 'map_gives_the_number'],
    ['otherwise', mapping.map === undefined, 'no_map'],
    ['phrases', type !== 'number', 'not_a_number'],
    ['join', !isSeveral, 'only_one_column'],
    ['pad', type !== 'text', 'not_a_text'],
    ['pad', type === 'text' && isSeveral, 'several_columns'],
    ...(['lookup', 'map'] as const).map(setting => [setting, isPair, 'date_and_time'] as const),
    ...(
      ['blank', 'lookup', 'map', 'missing', 'exact', 'between', 'placeholder_dates', 'pad', 'scale', 'whole', 'unit'] as const
    ).map(setting => [setting, mapping.const !== undefined, 'const_is_the_same'] as const),
    ['fill', mapping.const !== undefined, 'const_is_the_same'],
    ...(['blank', 'lookup', 'map', 'missing', 'exact', 'pad', 'fill'] as const).map(
      setting => [setting, mapping.of !== undefined, 'taken_as_it_is'] as const,
    ),
  ];
  const found = idle.filter(([setting, applies]) => applies && mapping[setting] !== undefined);
  // One reason is enough.
  const first = found.filter(([setting], i) => found.findIndex(one => one[0] === setting) === i);
  return first.map(([setting, , why]) => [
    [setting],
    fault(importFaults, 'layout_setting_idle', { setting, field: target.name, why }),
  ]);
}

const hasName = (form: string): boolean => namesMonth(form) || /EEE|ccc/.test(form);

function columnFaults({ name, type }: Target, { column, join }: FieldMapping): readonly Placed[] {
  if (!Array.isArray(column) || join !== undefined || (type === 'instant' && column.length === 2)) return [];
  return [[['column'], fault(importFaults, 'layout_join_missing', { field: name, columns: column.map(String) })]];
}

function betweenFaults({ name }: Target, { between }: FieldMapping): readonly Placed[] {
  if (between === undefined) return [];
  const [first, last] = between.map(parseDay);
  if (first !== undefined && last !== undefined && first <= last) return [];
  return [[['between'], fault(importFaults, 'layout_between_wrong', { field: name, between })]];
}

function scaleFaults({ name }: Target, { scale }: FieldMapping): readonly Placed[] {
  if (scale === undefined) return [];
  return (['from', 'to'] as const)
    .filter(side => scale[side][0] === scale[side][1])
    .map(side => [['scale', side], fault(importFaults, 'layout_scale_flat', { field: name, ends: scale[side] })]);
}

/** Texts that mean different things and are only told apart by what is not compared. */
function mapFaults({ name }: Target, { map, exact }: FieldMapping): readonly Placed[] {
  if (map === undefined || exact === true) return [];
  const same = (a: unknown, b: unknown): boolean => meant(a) === meant(b);
  return alikeTexts(Object.entries(map), same).map(([first, second]) => [
    ['map', second],
    fault(importFaults, 'layout_map_alike', { field: name, first, second }),
  ]);
}

const meant = (to: unknown): string =>
  typeof to === 'string' || typeof to === 'number' || typeof to === 'boolean' ? constantText(to) : '';
