import { type Phrase, verbatim } from './phrase.js';
import { systemErrorsEn } from './words/en/system-errors.js';

/** A code by which the operating system refuses something, and for which there are words. */
export type SystemErrorCode = keyof typeof systemErrorsEn;

const isKnown = (code: string): code is SystemErrorCode => Object.hasOwn(systemErrorsEn, code);

/**
 * What the operating system or the network refused, as a part of a sentence that names the code and what it was about: not again where
 * the sentence names it already, as `named`. Undefined for any other failure, and for a code without words.
 */
export function systemReason(failure: unknown, named = ''): Phrase | undefined {
  if (!(failure instanceof Error)) return undefined;
  const code = codeOf(failure);
  if (code === undefined) return undefined;
  // Several addresses of one host were tried.
  const tried = failure instanceof AggregateError ? failure.errors.filter(one => one instanceof Error) : [failure];
  const about = new Set(tried.map(aboutOf).filter(one => one !== '' && !named.includes(one)));
  return { phrase: 'system', code, about: [...about].join(', ') };
}

/** The same; for any other failure its own words. */
export const failureReason = (failure: unknown, named?: string): Phrase =>
  systemReason(failure, named) ?? verbatim(failure instanceof Error ? failure.message : String(failure));

/** Libraries put codes of their own in place of the system's, which then stands in the message alone, after the call or before the words. */
function codeOf(failure: Error): SystemErrorCode | undefined {
  const given = 'code' in failure ? String(failure.code) : '';
  if (isKnown(given)) return given;
  const [, said = ''] = /^(?:[a-z]+ )?(E[A-Z0-9_]+)\b/i.exec(failure.message) ?? [];
  return 'syscall' in failure && isKnown(said) ? said : undefined;
}

/** The file, the two files, the address or the host that a system call was about. */
function aboutOf(failure: Error): string {
  const part = (name: string): string => {
    const found: unknown = Reflect.get(failure, name);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  const [path, address, port] = [part('path'), part('address'), part('port')];
  if (path !== '') return part('dest') === '' ? path : `${path} → ${part('dest')}`;
  if (address === '') return part('hostname');
  const host = address.includes(':') ? `[${address}]` : address;
  return port === '' ? address : `${host}:${port}`;
}
