import path from 'node:path';
import { expect } from 'chai';
import { draftForm, objectForm } from '../../src/app/forms/draft-form.js';
import type { FormKind, ObjectForm } from '../../src/contract/config-forms.js';
import type { Fault } from '../../src/contract/fault.js';
import { configFaults } from '../../src/faults/config.js';
import { fault } from '../../src/faults/make.js';
import { faultJson } from '../../src/faults/worded.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { withPaths } from '../../src/rulebook/path-at.js';
import { fieldOfObject, isAsItWas } from '../../src/web/field-of-fault.js';

const demo = path.join(import.meta.dirname, '..', '..', 'seeds', 'demo');

/** The paths of the texts in a form. */
function textsIn(value: unknown, at: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value === 'string') return value === '' ? [] : [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...at, Array.isArray(value) ? Number(key) : key]));
}

/** The values with another text at a path. */
function put(value: unknown, [part, ...rest]: readonly (string | number)[], text: string): unknown {
  if (part === undefined || typeof value !== 'object' || value === null) return text;
  const inner = put(Reflect.get(value, part), rest, text);
  return Array.isArray(value) ? value.with(Number(part), inner) : { ...value, [part]: inner };
}

/** What is chosen, and what stands in a field together with others, by its name. */
const notWritten = [
  'comparator',
  'choice',
  'rules',
  'sheets',
  'effect',
  'day',
  'field',
  'number',
  'annex',
  'depth',
  'holidays',
  'working',
  'exceptions',
  'hours',
];

describe('fields that faults of config name', () => {
  for (const [kind, id] of [
    ['contract', 'acme-2026'],
    ['contract', 'qinghe-2026'],
    ['client', 'ACME'],
    ['site', 'RTM1'],
  ] as const) {
    it(`are those of the ${kind} ${id} that the file was written from`, async () => {
      const workspace = await loadWorkspace(demo);
      const { base, form } = await objectForm({ workspace }, { kind: kind as FormKind, id });
      const paths = textsIn(form.values).filter(at => !at.some(part => notWritten.includes(String(part))));
      // The values of a form of this kind, each with a text that is found again in the file.
      const values = paths.reduce<unknown>((now, at, i) => put(now, at, `zz${i}.zz`), form.values);
      const edited = { ...form, values } as ObjectForm;
      const { file, text, path: object } = await draftForm({ workspace }, { id, base, removes: false, form: edited });
      const fieldOf = fieldOfObject(edited, object);
      const misplaced = paths
        .map((at, i) => [at.join('.'), fieldOf(faultAt(file, text ?? '', `zz${i}.zz`))?.join('.')] as const)
        // A name that is the same in both languages, or said in one, is one text.
        .filter(([meant, found]) => found !== meant && found !== meant.replace(/\.(?:en|zh)$/, ''));
      expect([misplaced, paths.length > 3]).to.deep.equal([[], true]);
    });
  }

  it('are other fields no longer once what they hold is another, or a list is longer', () => {
    const then = { groups: [{ weight: '1' }, { weight: '2' }] };
    const at = ['groups', '1', 'weight'];
    expect(isAsItWas(at, then, { groups: [{ weight: '9' }, { weight: '2' }] })).to.equal(true);
    expect(isAsItWas(at, then, { groups: [{ weight: '1' }, { weight: '3' }] })).to.equal(false);
    expect(isAsItWas(at, then, { groups: [{ weight: '2' }] })).to.equal(false);
  });
});

/** A fault about the value that is written somewhere in a text, as the service answers it. */
function faultAt(file: string, text: string, written: string): Fault {
  const lines = text.split('\n');
  const line = lines.findIndex(one => one.includes(written));
  const column = (lines[line] ?? '').indexOf(written) + 1;
  const [found] = withPaths([fault(configFaults, 'yaml_tab', {}, { file, line: line + 1, column })], new Map([[file, text]]));
  if (found === undefined) throw new Error('a fault');
  const { command: _, ...shown } = faultJson(found);
  return shown as Fault;
}
