import type { Fault, FaultPlace } from './fault.js';
import { importFaults } from './import.js';
import { type OnPage, onPage } from './on-page.js';
import { rowFaults } from './rows.js';
import { allEn } from './words/en/all.js';
import { onPageEn } from './words/en/on-page.js';
import { allZh } from './words/zh/all.js';
import { onPageZh } from './words/zh/on-page.js';
import { visible } from './words/quoted.js';
import { type Wording, wordsOf } from './words/wording.js';

/** A fault as JSON carries it: with its parameters, and in the words of both languages. */
export type FaultJson<F extends Fault = Fault> = F & Wording & { readonly zh: Wording };

/** What a fault says in a language. What cannot be seen is shown as its code, wherever it comes from: it could hide or turn around what stands after it. */
export function worded(language: 'en' | 'zh', fault: Pick<Fault, 'code' | 'params'>): Wording {
  const { what, remedy } = wordsOf({ en: allEn, zh: allZh }[language], fault);
  return { what: visible(what), remedy: visible(remedy) };
}

/** The fault as answers of the service, files and `--json` carry it. */
export const faultJson = <F extends Fault>(fault: F): FaultJson<F> => ({
  ...fault,
  ...worded('en', fault),
  zh: worded('zh', fault),
});

/** The same for who has no command line. */
export function withoutCommand<F extends Fault>({ command: _command, ...json }: FaultJson<F>): Omit<FaultJson<F>, 'command'> {
  return json;
}

const groupOf: ReadonlyMap<string, keyof OnPage> = new Map(
  Object.entries(onPage).flatMap(([group, codes]) => codes.map(code => [code, group as keyof OnPage] as const)),
);

/** What is done about a fault of that code by the controls of pages; undefined where its remedy says so already. */
export function remedyOnPage(language: 'en' | 'zh', code: string): string | undefined {
  const group = groupOf.get(code);
  return group === undefined ? undefined : { en: onPageEn, zh: onPageZh }[language][group];
}

/** What a field is called, by its code; undefined where there is no such field. */
export type FieldNames = (code: string) => Readonly<Record<'en' | 'zh', string>> | undefined;

/** The parameters of faults of rows and layouts that are codes of fields. */
const namesFields: ReadonlySet<string> = new Set(['field', 'fields', 'of', 'first', 'second']);

/** What a fault says on pages: fields by their names where `worded` has their codes, and what is done about it there. */
export function wordedOnPage(
  language: 'en' | 'zh',
  { code, params }: Pick<Fault, 'code' | 'params'>,
  nameOf: FieldNames,
): Wording {
  const { what: inCodes, remedy } = worded(language, { code, params });
  const named = { code, params: code in importFaults || code in rowFaults ? withNames(params, language, nameOf) : params };
  const { what } = worded(language, named);
  // Chinese quotation marks stand without spaces around them.
  const found = language === 'zh' && what !== inCodes ? what.replace(/ ?(“[^“”]*”) ?/g, '$1') : what;
  return { what: found, remedy: remedyOnPage(language, code) ?? remedy };
}

function withNames(params: Fault['params'], language: 'en' | 'zh', nameOf: FieldNames): Fault['params'] {
  const named = (text: unknown): unknown => {
    if (Array.isArray(text)) return text.map(named);
    const name = typeof text === 'string' ? nameOf(text)?.[language] : undefined;
    return name === undefined ? text : `“${name}”`;
  };
  const given = Object.entries(params).map(([key, value]) => [key, namesFields.has(key) ? named(value) : value] as const);
  // Texts stand where texts stood.
  return Object.fromEntries(given) as Fault['params'];
}

/**
 * A fault for whoever brings a file on a page: beside what was found, which may name fields by their codes, the same with their names;
 * beside its remedy, which may say what is written in config, what is done there.
 */
export function forPages<F extends Fault>(found: F, nameOf: FieldNames) {
  const { zh, ...json } = withoutCommand(faultJson(found));
  const onPageIn = (language: 'en' | 'zh', said: Wording): { what_on_page?: string; on_page?: string } => {
    const { what, remedy } = wordedOnPage(language, found, nameOf);
    return { ...(what === said.what ? {} : { what_on_page: what }), ...(remedy === said.remedy ? {} : { on_page: remedy }) };
  };
  return { ...json, ...onPageIn('en', json), zh: { ...zh, ...onPageIn('zh', zh) } };
}

/** The fault as the terminal tells it: `error code  file:line, column "X"`, the excerpt, what, remedy, command. */
export function formatFault(fault: Fault, language: 'en' | 'zh' = 'en'): string {
  const { line, excerpt } = fault.place;
  const { what, remedy } = worded(language, fault);
  const severity = language === 'zh' ? { error: '错误', warning: '警告' }[fault.severity] : fault.severity;
  const head = `${severity} ${fault.code}  ${positionOf(fault.place, language)}`.trimEnd();
  const typed =
    fault.command === undefined ? [] : [`${language === 'zh' ? '命令行：' : 'On the command line: '}${fault.command}`];
  const body = [what, remedy, ...typed].map(text => `  ${text.replaceAll('\n', '\n  ')}`);
  return visible([head, ...(excerpt === undefined ? [] : [`   ${line ?? ''} | ${excerpt}`]), ...body].join('\n'));
}

function positionOf({ file, sheet, line, column, cell }: FaultPlace, language: 'en' | 'zh'): string {
  const position = [file === undefined ? undefined : line === undefined || cell !== undefined ? file : `${file}:${line}`];
  if (typeof column === 'number' && file !== undefined && line !== undefined) position[0] = `${file}:${line}:${column}`;
  if (sheet !== undefined) position.push(`${language === 'zh' ? '工作表' : 'sheet'} "${sheet}"`);
  if (cell !== undefined) position.push(`${language === 'zh' ? '单元格' : 'cell'} ${cell}`);
  if (typeof column === 'string') position.push(`${language === 'zh' ? '列' : 'column'} "${column}"`);
  return position.filter(Boolean).join(language === 'zh' ? '，' : ', ');
}
