import type { LayoutProposal, ProposalRemark, ProposedField } from '../proposal.js';

/** What the remarks in a proposed layout say, in one language. */
export interface RemarkWords {
  readonly timeZone: string;
  readonly clientCode: string;
  readonly keyField: string;
  readonly unused: string;
  readonly remark: (remark: ProposalRemark) => string;
}

/** A proposed layout as the file that it would be, with its remarks. */
export function yamlWith(words: RemarkWords, { layout, fact, format, sheet, unmapped, fields, unused }: LayoutProposal): string {
  const key = unmapped.map(name =>
    name === 'client' ? `  client: { const: CLIENT }  # ${words.clientCode}` : `  # ${name}: { column: … }  # ${words.keyField}`,
  );
  const lines = [
    `layout: ${scalar(layout)}`,
    `fact: ${fact}`,
    `format: ${format}`,
    ...(sheet === undefined ? [] : [`sheet: ${scalar(sheet)}`]),
    `# time_zone: Asia/Shanghai  # ${words.timeZone}`,
    'fields:',
    ...key,
    ...fields.map(field => fieldLine(field, words)),
    ...(unused.length === 0 ? [] : [`  # ${words.unused}`, ...unused.map(column => `  # …: { column: ${scalar(column)} }`)]),
  ];
  return `${lines.join('\n')}\n`;
}

function fieldLine({ field, column, format, decimal, map, remark }: ProposedField, words: RemarkWords): string {
  const body = [
    `column: ${scalar(column)}`,
    ...(format === undefined ? [] : [`format: ${scalar(format)}`]),
    ...(decimal === undefined ? [] : [`decimal: "${decimal}"`]),
    ...(map === undefined ? [] : [`map: { ${map.map(([value, to]) => `${scalar(value)}: ${to}`).join(', ')} }`]),
  ].join(', ');
  return `  ${field}: { ${body} }${remark === undefined ? '' : `  # ${words.remark(remark)}`}`;
}

/** A text as a YAML scalar in a flow map: plain where that cannot be misread. */
function scalar(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ /.-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) && !text.endsWith(' ')
    ? text
    : JSON.stringify(text);
}
