import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import { wrongQuoting } from '../../facts/source-quoting.js';
import type { Layout } from './schema.js';

/** The formats of which each key says something. */
const sourceKeys = [
  ...(['quote', 'escape', 'multiline', 'comment', 'ragged'] as const).map(key => ({ key, formats: ['csv'] })),
  ...(['footer_rows', 'header'] as const).map(key => ({ key, formats: ['csv', 'xlsx'] })),
];

/** What is wrong with how a layout says that its source is written, and under which key. */
export function sourceFaults(layout: Layout): readonly { readonly key: keyof Layout; readonly found: Fault }[] {
  const { format } = layout;
  const idle = sourceKeys.flatMap(({ key, formats }) =>
    format === undefined || layout[key] === undefined || formats.includes(format)
      ? []
      : [{ key, found: fault(importFaults, 'layout_key_idle', { key, format, formats }, {}) }],
  );
  const wrong = wrongQuoting(layout).map(({ key, value }) => ({
    key,
    found: fault(readersFaults, 'quoting_bad', { key, value }, {}),
  }));
  return [...idle, ...wrong];
}
