import type { Actor } from '../../store/actor.js';
import { compare, decimalText, type Exact, parseShare, sum } from '../../facts/exact.js';
import { type RespondentGroup, respondentGroups } from '../../facts/survey.js';
import { parseDay } from '../../facts/time.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { weightFaults } from '../../faults/weights.js';
import { type Method, type MixableMethod, mixable, methods } from './methods.js';

/** What weights are derived from, and for what. */
export interface DeriveRequest {
  readonly method: Method;
  readonly index: string;
  /** The branch whose children are weighed, or the index itself for its first level; every level that the method can, otherwise. */
  readonly node?: string | undefined;
  /** Whose view it is; the weights then hold for that client alone. */
  readonly client?: string | undefined;
  /** The first day, `yyyy-MM-dd`; the first of next month otherwise. */
  readonly from?: string | undefined;
  /** Files of pairwise comparisons. */
  readonly matrices: readonly string[];
  /** A file of weights that somebody gives. */
  readonly weights?: string | undefined;
  readonly wave?: string | undefined;
  /** How much each group's answers count; as the wave is configured where none is named, else the client's alone. */
  readonly roles: ReadonlyMap<RespondentGroup, Exact>;
  readonly periods: readonly string[];
  readonly mix: readonly { readonly method: MixableMethod; readonly share: Exact }[];
  readonly normalise: boolean;
  /** The file to write; `config/weights/` of the workspace otherwise. */
  readonly out?: string | undefined;
  readonly dryRun: boolean;
  readonly actor: Actor;
}

/** The method of a text. */
export function parseMethod(given: string): Method {
  const method = methods.find(one => one === given);
  if (method === undefined) throw new Stop(2, [fault(weightFaults, 'method_unknown', { given, known: methods })]);
  return method;
}

/** Roles with their shares, written `client=0.7`, which add up to 1; none for no texts. */
export function rolesOf(texts: readonly string[]): ReadonlyMap<RespondentGroup, Exact> {
  const shares = texts.map(given => {
    const { name, share } = named(given);
    const role = respondentGroups.find(one => one === name);
    if (role === undefined || share === undefined)
      throw new Stop(2, [fault(weightFaults, 'role_share_wrong', { given, known: respondentGroups })]);
    return [role, share] as const;
  });
  const roles = new Map(shares);
  // A role that is named twice counts once, so its other share is missing here.
  const whole = sum([...roles.values()]);
  if (texts.length > 0 && compare(whole, 1) !== 0)
    throw new Stop(2, [fault(weightFaults, 'role_shares', { sum: decimalText(whole) })]);
  return roles;
}

/** Methods with their shares, written `ahp=0.6`. */
export function mixOf(texts: readonly string[]): DeriveRequest['mix'] {
  return texts.map(given => {
    const { name, share } = named(given);
    const method = mixable.find(one => one === name);
    if (method === undefined || share === undefined)
      throw new Stop(2, [fault(weightFaults, 'mix_share_wrong', { given, known: mixable })]);
    return { method, share };
  });
}

function named(given: string): { readonly name: string; readonly share: Exact | undefined } {
  const [, name = '', text = ''] = /^(\w+)\s*[=:]\s*(\S+)$/.exec(given.trim()) ?? [];
  const share = parseShare(text);
  return { name, share: share !== undefined && Number(share.valueOf()) > 0 ? share : undefined };
}

/** A day of a text; a Stop that shows the form. */
export function parseDayOption(text: string): string {
  if (parseDay(text) !== undefined) return text;
  throw new Stop(2, [fault(usageFaults, 'day_unreadable', { given: text })]);
}
