import type { Contract } from './contract.js';
import type { CreditRule } from './improvement/credits.js';

/** All that one contract says: its credits beside what holds for evaluations. */
export interface ContractTerms {
  readonly contract: Contract;
  readonly credits?: CreditRule;
}

/** The terms of a contract, with its credits from among those of the workspace. */
export function termsOf(contract: Contract, credits: readonly CreditRule[] | undefined): ContractTerms {
  const own = credits?.find(one => one.contract === contract.id);
  return { contract, ...(own === undefined ? {} : { credits: own }) };
}
