import type { ProposedMapping } from '../proposal.js';

/** A layout as data. */
export interface LayoutData {
  readonly layout: string;
  readonly fact: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, ProposedMapping>>;
  /** Columns whose cells are facts of their own. */
  readonly each: readonly unknown[];
}

/** A layout as the text of its file. */
export function layoutText({ layout, fact, settings, fields, each }: LayoutData): string {
  const named = Object.entries(fields);
  const lines = [
    `layout: ${scalar(layout)}`,
    `fact: ${fact}`,
    ...Object.entries(settings).map(([key, value]) => `${key}: ${flow(value)}`),
    named.length === 0 ? 'fields: {}' : 'fields:',
    ...named.flatMap(([field, mapping]) => mappingLines(field, mapping, '  ')),
    ...(each.length === 0 ? [] : ['each:', ...each.map(group => `  - ${flow(group)}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

const longest = 120;

/** How a field is filled, in one line or, where that would be too long to be read, over several. */
export function mappingLines(field: string, mapping: ProposedMapping, indent: string): readonly string[] {
  const line = `${indent}${scalar(field)}: ${flow(mapping)}`;
  return line.length <= longest ? [line] : blockLines(scalar(field), mapping).map(one => `${indent}${one}`);
}

function blockLines(field: string, mapping: ProposedMapping): readonly string[] {
  return [
    `${field}:`,
    ...Object.entries(mapping).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? [`  ${key}:`, ...Object.entries(value).map(([text, to]) => `    ${scalar(text)}: ${flow(to)}`)]
        : [`  ${key}: ${flow(value)}`],
    ),
  ];
}

/** A value as YAML in one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, one]) => `${scalar(key)}: ${flow(one)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? scalar(value) : String(value);
}

/** A text as a YAML scalar in a flow map: plain where that cannot be misread. */
export function scalar(text: string): string {
  if (/^[\p{L}_][\p{L}\p{N}_ /.-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) && !text.endsWith(' '))
    return text;
  // Expressions name columns in double quotes.
  return text.includes('"') && /^[\p{L}\p{N}\p{P}\p{S} ]*$/u.test(text) && !/['\\]/.test(text)
    ? `'${text}'`
    : JSON.stringify(text);
}
