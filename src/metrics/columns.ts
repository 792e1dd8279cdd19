/** Expressions by their SQL text: what several metrics ask for is computed once a row. */
export class Columns {
  readonly #names = new Map<string, string>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(sql: string): string {
    if (sql === 'true' || sql === 'false') return sql;
    const name = this.#names.get(sql) ?? `${this.#prefix}${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }

  list(): readonly string[] {
    return this.each((sql, name) => `${sql} as ${name}`);
  }

  /** What a statement makes of each expression and its name, in the order in which they were asked for. */
  each(written: (sql: string, name: string) => string): readonly string[] {
    return [...this.entries()].map(([sql, name]) => written(sql, name));
  }

  /** Each expression with its name, in the order in which they were asked for. */
  entries(): Iterable<readonly [sql: string, name: string]> {
    return this.#names;
  }
}

/**
 * Ends a subquery that the planner is to leave as it is, instead of writing each of its expressions out again wherever it is used. An order
 * by a constant asks for no sorting; unlike `offset 0`, a cluster carries it out where the facts are.
 */
export const asItStands = 'order by null::integer';

/** The columns of a scan's innermost levels: costly expressions, computed once a row, and the expressions over them. */
export class FactColumns extends Columns {
  readonly #shared = new Columns(sharedPrefix);

  /** Names a costly expression; it may be built upon others that were named. */
  share(sql: string): string {
    return this.#shared.of(sql);
  }

  /** The facts as alias f, with their own columns and any shared ones: what is built upon a shared column is a level above it. */
  source({ source, where }: { readonly source: string; readonly where: string }): string {
    const levels: string[][] = [];
    const levelOf = new Map<string, number>();
    for (const [sql, name] of this.#shared.entries()) {
      const level = 1 + Math.max(-1, ...namesIn(sql).map(one => levelOf.get(one) ?? -1));
      levelOf.set(name, level);
      (levels[level] ??= []).push(`${sql} as ${name}`);
    }
    const plain = `${source} where ${where}`;
    return levels.reduce((below, shared) => `(select f.*, ${shared.join(', ')} from ${below} ${asItStands}) f`, plain);
  }
}

const sharedPrefix = 'shared_';

const namesIn = (sql: string): readonly string[] => sql.match(/shared_\d+/g) ?? [];
