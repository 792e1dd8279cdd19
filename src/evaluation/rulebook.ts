import type { OwnField } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import type { PhraseTable } from '../facts/phrases.js';
import type { Calendar, Client, Site, SourceCoverage } from '../facts/place.js';
import type { SurveyWave } from '../facts/survey.js';
import type { Metric } from '../metrics/definition.js';
import type { ExchangeRate } from '../metrics/rates.js';
import type { Contract } from '../standards/contract.js';
import type { Dated, Expectation, Standard } from '../standards/standard.js';
import type { CreditRule } from '../standards/improvement/credits.js';
import type { QuadrantSetting } from '../standards/improvement/improvement.js';
import type { AuditAnswer, AuditQuestion } from '../standards/improvement/self-audit.js';
import type { Consequence } from '../standards/improvement/signals.js';
import type { Wording } from './wording.js';
import type { Scale } from '../weights/scale.js';
import type { Index } from '../weights/tree.js';

/** Everything that decides a result besides the facts, validated. */
export interface Rulebook {
  readonly metrics: readonly Metric[];
  readonly standards: readonly Standard[];
  /** Left out where there are none, so that such rules stay what they were; what follows from them stands among the other rules. */
  readonly contracts?: readonly Contract[];
  /** Metrics as contracts word them; left out where none does. */
  readonly wordings?: readonly Wording[];
  readonly expectations: readonly Expectation[];
  readonly scales: readonly Scale[];
  readonly indexes: readonly Index[];
  readonly calendars: readonly Calendar[];
  readonly phrases: readonly PhraseTable[];
  readonly reasons: readonly Reason[];
  readonly fields: readonly OwnField[];
  /** What sources say that they cover; left out where none does, so that such rules stay what they were. */
  readonly coverage?: readonly SourceCoverage[];
  readonly clients: readonly Client[];
  readonly sites: readonly Site[];
  readonly rates: readonly ExchangeRate[];
  /** Left out where clients see closed periods alone. */
  readonly clients_see?: 'provisional';
  /** Left out where no wave is configured, so that such rules stay what they were. */
  readonly surveys?: readonly SurveyWave[];
  /** What improvement follows; only there where it is configured. */
  readonly consequences?: readonly Consequence[];
  readonly quadrants?: readonly QuadrantSetting[];
  readonly credits?: readonly CreditRule[];
  readonly self_audit?: readonly AuditAnswer[];
  readonly self_audit_questions?: readonly AuditQuestion[];
}

/** Why something failed, and whose part it was; dated, and for some clients only, where it says so. */
export interface Reason extends Partial<Dated> {
  readonly code: string;
  readonly label: Label;
  readonly party: string;
  readonly excusable: boolean;
}
