import type { Field, FieldType } from '../../facts/field.js';
import type { OwnField } from '../../facts/kinds.js';
import type { Label } from '../../facts/label.js';
import { literal, type Mapped, quoted } from './columns.js';

/** The workspace's own fields of a kind. */
export type OwnFields = readonly OwnField[];

/** What a fact was and is in a field that a batch maps, as SQL of the alias `m`. */
export interface Compared {
  readonly field: string;
  readonly label: Label;
  readonly type: FieldType;
  readonly isPersonal: boolean;
  readonly was: string;
  readonly now: string;
  /** Further steps of a state, which contradict nothing: open, then delivered. */
  readonly isNext: string;
}

const wasNamed = (name: string): string => quoted(`was ${name}`);
const nowNamed = (name: string): string => quoted(`now ${name}`);

/** What facts were and are in the fields that a batch maps, as columns beside `extra`: filled only where `differs` holds, `s` and `f` are the tables. */
export const comparedColumns = ({ fields, own }: Mapped, differs: string): readonly string[] => [
  ...fields.flatMap(({ name }) => [
    `case when ${differs} then f.${quoted(name)} end as ${wasNamed(name)}`,
    `case when ${differs} then s.${quoted(name)} end as ${nowNamed(name)}`,
  ]),
  ...(own.length === 0 ? [] : [`case when ${differs} then s.extra end as ${nowNamed('extra')}`]),
];

/** The fields that a batch maps, compared in a table that has these columns. */
export const comparedFields = (mapped: Mapped, own: OwnFields): readonly Compared[] => [
  ...mapped.fields.map(ofField),
  ...own.filter(({ id }) => mapped.own.includes(id)).map(ofOwnField),
];

function ofField({ name, type, en, zh, oneOf = [], passing = [], personal }: Field): Compared {
  const [was, now] = [`m.${wasNamed(name)}`, `m.${nowNamed(name)}`];
  const list = (texts: readonly string[]): string => `array[${texts.map(literal).join(', ')}]::text[]`;
  const place = (value: string): string => `array_position(${list(oneOf)}, ${value})`;
  const isNext = passing.length === 0 ? 'false' : `(${was} = any(${list(passing)}) and ${place(was)} < ${place(now)})`;
  return { field: name, label: { en, zh }, type, isPersonal: personal === true, was, now, isNext };
}

const ofOwnField = ({ id, type, en, zh }: OwnField): Compared => ({
  field: id,
  label: { en, zh },
  type,
  isPersonal: false,
  was: `(m.extra->>${literal(id)})`,
  now: `(m.${nowNamed('extra')}->>${literal(id)})`,
  isNext: 'false',
});
