import type { Knex } from 'knex';
import { nextBatch } from '../batches.js';
import { lockUntilCommit } from '../transaction-locks.js';
import type { Segment } from './copy-lines.js';
import { listed, type Mapped, tableOf } from './columns.js';
import { newVersions } from './merge.js';
import { copyInto, personalFields, staged, type TakeSegment } from './staging.js';

/**
 * Loads a large file straight into a table that holds no facts yet: there is nothing to compare its rows with. Where two rows
 * have one key, the unique index of current facts refuses them; then all rows go back to the staging table, the rest of the
 * file follows them there, and they are merged as usual.
 */
export class FirstLoad {
  #state: 'undecided' | 'straight' | 'staged' = 'undecided';
  /** COPY cannot write where row level security holds for whoever writes. */
  #isCopied = false;

  /** `batch` is the number that the lines carry. */
  constructor(
    private readonly tx: Knex.Transaction,
    private readonly mapped: Mapped,
    private readonly batch: number,
    /** Whether the rows ask the database for nothing while they are loaded: a failed COPY would take their questions with it. */
    private readonly isAlone: boolean,
  ) {}

  /** Whether all rows are facts by now, and nothing is left to merge. */
  get isDone(): boolean {
    return this.#state === 'straight';
  }

  /** Takes the lines of a segment in where they belong. */
  readonly take: TakeSegment = async (segment, columns) => {
    // A file of one segment gains nothing, and should not keep the turn while it is read.
    if (this.#state === 'undecided') this.#state = !segment.isLast && (await this.#isNoneMade()) ? 'straight' : 'staged';
    if (this.#state === 'staged') await copyInto(this.tx, staged, columns, segment);
    else await this.#takeIn(segment, columns);
  };

  async #isNoneMade(): Promise<boolean> {
    // The texts of people must not outlive rows that are rejected in the end.
    if (!this.isAlone || personalFields(this.mapped).length > 0 || (await this.#hasFacts())) return false;
    await lockUntilCommit(this.tx, 'load');
    // While this waited for its turn, another file may have taken the number that stands in the lines.
    if ((await nextBatch(this.tx, 0)).batch !== this.batch || (await this.#hasFacts())) return false;
    const { rows } = await this.tx.raw<{ rows: { limited: boolean }[] }>('select row_security_active(?) as limited', [
      `fact_${this.mapped.kind.name}`,
    ]);
    this.#isCopied = rows[0]?.limited === false;
    return true;
  }

  async #hasFacts(): Promise<boolean> {
    const { rows } = await this.tx.raw<{ rows: unknown[] }>(`select from ${tableOf(this.mapped.kind.name)} limit 1`);
    return rows.length > 0;
  }

  async #takeIn(segment: Segment, columns: readonly string[]): Promise<void> {
    await this.tx.raw('savepoint segment');
    try {
      if (this.#isCopied) await copyInto(this.tx, tableOf(this.mapped.kind.name), columns, segment);
      else await this.#insert(segment, columns);
      await this.tx.raw('release savepoint segment');
    } catch (failure) {
      if (!isUniqueViolation(failure)) throw failure;
      await this.tx.raw('rollback to savepoint segment');
      await this.#putBack();
      await copyInto(this.tx, staged, columns, segment);
    }
  }

  async #insert(segment: Segment, columns: readonly string[]): Promise<void> {
    await copyInto(this.tx, staged, columns, segment);
    await this.tx.raw(newVersions(this.mapped, this.batch, 'true'));
    await this.tx.raw(`truncate ${staged}`);
  }

  async #putBack(): Promise<void> {
    const { kind, fields, own } = this.mapped;
    const given = [...kind.key, ...fields.map(field => field.name), ...(own.length === 0 ? [] : ['extra'])];
    const columns = `${listed(given)}, row, first_at, last_at`;
    await this.tx.raw(
      `with back as (delete from ${tableOf(kind.name)} where batch = ${this.batch} returning ${columns})
       insert into ${staged} (${columns}) select ${columns} from back`,
    );
    this.#state = 'staged';
  }
}

const isUniqueViolation = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === '23505';
