import type { OwnField } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import type { PhraseTable } from '../facts/phrases.js';
import type { Calendar, Client, Site } from '../facts/place.js';
import type { Metric } from '../metrics/definition.js';
import type { ExchangeRate } from '../metrics/rates.js';
import type { Dated, Expectation, Standard } from '../standards/standard.js';
import type { Scale } from '../weights/scale.js';
import type { Index } from '../weights/tree.js';

/** Everything that decides a result besides the facts, validated. */
export interface Rulebook {
  readonly metrics: readonly Metric[];
  readonly standards: readonly Standard[];
  readonly expectations: readonly Expectation[];
  readonly scales: readonly Scale[];
  readonly indexes: readonly Index[];
  readonly calendars: readonly Calendar[];
  readonly phrases: readonly PhraseTable[];
  readonly reasons: readonly Reason[];
  readonly fields: readonly OwnField[];
  readonly clients: readonly Client[];
  readonly sites: readonly Site[];
  readonly rates: readonly ExchangeRate[];
}

/** Why something failed, and whose part it was; dated, and for some clients only, where it says so. */
export interface Reason extends Partial<Dated> {
  readonly code: string;
  readonly label: Label;
  readonly party: string;
  readonly excusable: boolean;
}
