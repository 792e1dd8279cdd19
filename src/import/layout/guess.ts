import { compileFormat } from '../../facts/time.js';
import { parseIso } from './iso.js';

const days = [
  'M/d/yyyy',
  'd/M/yyyy',
  'd.M.yyyy',
  'd-M-yyyy',
  'dd-MMM-yy',
  'dd-MMM-yyyy',
  'd MMM yyyy',
  'MMM d, yyyy',
  'M/d/yy',
  'd/M/yy',
  'd.M.yy',
  'yyyyMMdd',
  'yyyy.M.d',
];
const times = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a'];

/**
 * The date forms that fit every sample: `iso` where all are ISO dates, several forms where days and months cannot be told
 * apart, undefined where no form fits.
 */
export function dateForms(samples: readonly string[]): readonly string[] | 'iso' | undefined {
  const given = [...new Set(samples.map(sample => sample.trim()).filter(sample => sample !== ''))];
  if (given.every(sample => parseIso(sample) !== undefined)) return 'iso';
  const forms = days
    .flatMap(day => times.map(time => day + time))
    .filter(form => {
      const parse = compileFormat(form);
      return given.every(sample => parse(sample) !== undefined);
    });
  // A form of two digits reads four as well; the one of four is what was meant.
  const clear = forms.filter(form => !forms.includes(form.replace(/\byy\b/, 'yyyy')) || !/\byy\b/.test(form));
  return clear.length === 0 ? undefined : clear;
}

/** The decimal sign of samples: none needed where they are plain; undefined where they are no numbers. */
export function decimalSign(samples: readonly string[]): '.' | ',' | 'plain' | undefined {
  const given = samples.map(sample => sample.trim().normalize('NFKC')).filter(sample => sample !== '');
  const all = (form: RegExp): boolean => given.every(sample => form.test(sample));
  if (all(/^[+-]?\d*\.?\d+$/)) return 'plain';
  if (
    all(/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$|^[+-]?\d+(\.\d+)?$/) &&
    given.some(sample => sample.includes('.') || /,\d{3},/.test(sample))
  )
    return '.';
  return all(/^[+-]?\d{1,3}([. ]\d{3})*(,\d+)?$|^[+-]?\d+(,\d+)?$/) ? ',' : undefined;
}
