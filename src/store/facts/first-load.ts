import type { Knex } from 'knex';
import { nextBatch } from '../batches.js';
import { lockUntilCommit } from '../transaction-locks.js';
import { listed, type Mapped, tableOf } from './columns.js';
import { newVersions } from './merge.js';
import { type AfterSegment, personalFields, staged } from './staging.js';
import { forgetTouched, insertingVersions } from './touched.js';

/**
 * Loads a large file straight into a table that holds no facts yet: there is nothing to compare its rows with. Where two rows
 * have one key, the unique index of current facts refuses them; then all rows go back to the staging table, the rest of the
 * file follows them there, and they are merged as usual.
 */
export class FirstLoad {
  /** Facts taken in so far. */
  added = 0;
  #state: 'undecided' | 'straight' | 'staged' = 'undecided';
  #batch = 0;

  constructor(
    private readonly tx: Knex.Transaction,
    private readonly mapped: Mapped,
  ) {}

  /** Whether all rows are facts by now, and nothing is left to merge. */
  get isDone(): boolean {
    return this.#state === 'straight';
  }

  /** Deals with the segment that has just been staged. */
  readonly afterSegment: AfterSegment = async isLast => {
    // A file of one segment gains nothing, and should not keep the turn while it is read.
    if (this.#state === 'undecided') this.#state = !isLast && (await this.#isNoneMade()) ? 'straight' : 'staged';
    if (this.#state === 'straight') await this.#takeIn();
  };

  async #isNoneMade(): Promise<boolean> {
    // The texts of people must not outlive rows that are rejected in the end.
    if (personalFields(this.mapped).length > 0 || (await this.#hasFacts())) return false;
    await lockUntilCommit(this.tx, 'load');
    this.#batch = (await nextBatch(this.tx, 0)).batch;
    return !(await this.#hasFacts());
  }

  async #hasFacts(): Promise<boolean> {
    const { rows } = await this.tx.raw<{ rows: unknown[] }>(`select from ${tableOf(this.mapped.kind.name)} limit 1`);
    return rows.length > 0;
  }

  async #takeIn(): Promise<void> {
    await this.tx.raw('savepoint segment');
    try {
      this.added += await insertingVersions(this.tx, newVersions(this.mapped, this.#batch, 'true'));
      await this.tx.raw(`release savepoint segment; truncate ${staged}`);
    } catch (failure) {
      if (!isUniqueViolation(failure)) throw failure;
      await this.tx.raw('rollback to savepoint segment');
      await this.#putBack();
    }
  }

  async #putBack(): Promise<void> {
    const { kind, fields, own } = this.mapped;
    const columns = `row, ${listed([...kind.key, ...fields.map(field => field.name), ...(own.length === 0 ? [] : ['extra'])])}`;
    await this.tx.raw(
      `with back as (delete from ${tableOf(kind.name)} where batch = ${this.#batch} returning ${columns})
       insert into ${staged} (${columns}) select ${columns} from back`,
    );
    await forgetTouched(this.tx);
    this.added = 0;
    this.#state = 'staged';
  }
}

const isUniqueViolation = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === '23505';
