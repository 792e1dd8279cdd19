import type { Language } from '../../facts/label.js';
import type { Field } from '../../facts/field.js';
import { type FactKind, factKinds } from '../../facts/kinds.js';
import { namesEn } from '../../words/en.js';
import { capital } from '../../words/name.js';
import { say } from '../../words/say.js';
import { namesZh } from '../../words/zh.js';
import { exampleOf } from './field-examples.js';
import type { Text } from './help-texts.js';

const names = { en: namesEn, zh: namesZh };

/** The page of the fields that a layout can fill and a metric can read: a table for each kind of fact. */
export function fieldsText(language: Language): Text {
  const title = say(language, 'Facts and their fields', '事实及其字段');
  const intro = say(
    language,
    'What a layout can fill and a metric can read. The fields marked key identify a fact: a row with the same key is the same fact. Personal data is kept apart and can be erased. A day without a time holds until its end where something was promised or due, else from its beginning.',
    '版式可以填写、指标可以读取的内容。标有“关键字段”的字段识别一条事实：关键字段相同的行就是同一条事实。个人数据单独存放，可以删除。只有日期而没有时间时，承诺和期限算到当日结束，其他时间从当日开始算。',
  );
  const kinds = factKinds.map(kind => ({ kind, title: capital(names[language].factKinds[kind.name]) }));
  const html = kinds.map(({ kind, title: heading }) => tableOf(kind, heading, language)).join('');
  return {
    title,
    chapters: [{ at: 'fields', title, html: `<h1 id="at-fields">${title}</h1><p>${intro}</p>${html}` }],
    sections: [
      { at: 'fields', level: 1, title, chapter: 0, text: intro },
      ...kinds.flatMap(({ kind, title: heading }) => [
        { at: kind.name, level: 2, title: heading, chapter: 0, text: kind.name },
        ...kind.fields.map(field => ({
          at: `${kind.name}.${field.name}`,
          title: `${heading}: ${field[language]}`,
          chapter: 0,
          text: [field.name, ...field.aliases, remarkOf(kind, field, language)].filter(Boolean).join(', '),
        })),
      ]),
    ],
  };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const heads = {
  en: ['Field', 'Holds', 'Example', 'Other headers', 'Remarks'],
  zh: ['字段', '内容', '示例', '其他表头', '备注'],
} as const;

function tableOf(kind: FactKind, heading: string, language: Language): string {
  const head = heads[language].map(one => `<th scope="col">${one}</th>`).join('');
  const rows = kind.fields.map(field => rowOf(kind, field, language)).join('');
  const table = `<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
  return `<h2 id="at-${kind.name}">${heading} <code>${kind.name}</code></h2><div class="table-scroll" tabindex="0" role="region" aria-label="${heading}">${table}</div>`;
}

const types = {
  en: { instant: 'date and time', day: 'date', number: 'number', text: 'text', boolean: 'yes or no' },
  zh: { instant: '日期和时间', day: '日期', number: '数字', text: '文字', boolean: '是或否' },
} as const;

function rowOf(kind: FactKind, field: Field, language: Language): string {
  const cells = [
    `${escaped(field[language])}<br><code>${field.name}</code>`,
    types[language][field.type],
    `<code>${escaped(exampleOf(field))}</code>`,
    escaped(field.aliases.join(', ')),
    escaped(remarkOf(kind, field, language)),
  ];
  return `<tr id="at-${kind.name}.${field.name}">${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
}

/** What else is to be known of a field. */
function remarkOf(kind: FactKind, { name, oneOf, range, initial, personal }: Field, language: Language): string {
  const among = oneOf?.join(', ') ?? '';
  return [
    kind.key.includes(name) ? say(language, 'key', '关键字段') : '',
    oneOf === undefined ? '' : say(language, `one of: ${among}`, `只能是：${among}`),
    range === undefined ? '' : say(language, `from ${range.least} to ${range.most}`, `${range.least} 至 ${range.most}`),
    initial === undefined ? '' : say(language, `${initial} when nothing is given`, `未给出时为 ${initial}`),
    personal === undefined ? '' : say(language, 'personal data', '个人数据'),
  ]
    .filter(Boolean)
    .join('; ');
}
