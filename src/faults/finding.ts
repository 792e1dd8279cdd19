import type { Fault } from './fault.js';
import { type FaultJson, faultJson, formatFault, withoutCommand, worded } from './worded.js';

/** A fault that a job met, with what it concerns: the step of a chain, and the file, query, client or address; from outside to inside. */
export interface Finding {
  readonly about: readonly string[];
  readonly fault: Fault;
}

/** A finding as JSON carries it. */
export interface FindingJson {
  readonly about: readonly string[];
  readonly fault: Omit<FaultJson, 'command'>;
}

/** Faults with what they all concern. */
export const findingsOf = (faults: readonly Fault[], ...about: readonly string[]): readonly Finding[] =>
  faults.map(fault => ({ about, fault }));

/** The same findings, in what surrounds them. */
export const findingsWithin = (name: string, findings: readonly Finding[]): readonly Finding[] =>
  findings.map(({ about, fault }) => ({ about: [name, ...about], fault }));

/** As answers of the service and `--json` carry it. */
export const findingJson = ({ about, fault }: Finding): FindingJson => ({ about, fault: withoutCommand(faultJson(fault)) });

/** As the terminal, a log and a mail show it. */
export function findingText({ about, fault }: Finding, language: 'en' | 'zh' = 'en'): string {
  const separator = language === 'zh' ? '：' : ': ';
  return [...about, formatFault(fault, language)].join(separator);
}

/** In one line: what it concerns and what there is. */
export function findingLine({ about, fault }: Finding, language: 'en' | 'zh' = 'en'): string {
  return [...about, worded(language, fault).what].join(language === 'zh' ? '：' : ': ');
}
