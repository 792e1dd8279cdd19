import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Field } from '../../src/facts/field.js';
import { type FactKind, factKinds } from '../../src/facts/kinds.js';
import { namesEn } from '../../src/words/en.js';
import { capital } from '../../src/words/name.js';
import { namesZh } from '../../src/words/zh.js';

const page = join(import.meta.dirname, '..', '..', 'docs', 'facts.md');

const head = `# Facts and their fields

The fields that a layout can fill and a metric can use. \`npm run golden\` generates this page from the program.

\`plumbline layout propose\` recognises a field by its name, its label, its other headers, and the words of the trade in English, German, Dutch, French, Polish, Spanish, Portuguese, Italian, Russian, Turkish and Chinese
(\`src/import/propose/dictionary/\`). The fields marked *key* identify a
fact: a row with the same key is the same fact. Fields marked *person* are stored separately and can be erased. \`client\` may be \`*\` for readings of
the whole firm.

A date without a time in \`promised_at\`, \`due_at\` or a field whose name ends in \`_due_at\` is the last moment of that day, in any other instant the first.
`;

const remarks = (kind: FactKind, field: Field): string =>
  [
    kind.key.includes(field.name) ? 'key' : '',
    field.oneOf === undefined ? '' : `one of ${field.oneOf.map(text => `\`${text}\``).join(' ')}`,
    field.range === undefined ? '' : `from ${field.range.least} to ${field.range.most}`,
    field.range?.unless === undefined
      ? ''
      : `from ${field.range.unless.least} for ${field.range.unless.field} \`${field.range.unless.is}\``,
    field.initial === undefined ? '' : `\`${field.initial}\` when nothing is given`,
    field.personal === undefined ? '' : 'person',
  ]
    .filter(Boolean)
    .join('; ');

const section = (kind: FactKind): string =>
  [
    `## \`${kind.name}\` ${capital(namesEn.factKinds[kind.name])} ${namesZh.factKinds[kind.name]}`,
    '',
    '| field | type | label | 名称 | other headers | |',
    '|---|---|---|---|---|---|',
    ...kind.fields.map(
      field =>
        `| \`${field.name}\` | ${field.type} | ${field.en} | ${field.zh} | ${field.aliases.join(', ')} | ${remarks(kind, field)} |`,
    ),
  ].join('\n');

describe('docs/facts.md', () => {
  it('lists every kind and field as the program knows them', () => {
    const written = `${[head, ...factKinds.map(kind => `${section(kind)}\n`)].join('\n')}`;
    if (process.env['GOLDEN'] === 'rewrite') writeFileSync(page, written);
    expect(readFileSync(page, 'utf8'), 'run npm run golden and read the difference').to.equal(written);
  });
});
