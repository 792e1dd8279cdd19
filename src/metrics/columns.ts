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
    return [...this.#names].map(([sql, name]) => written(sql, name));
  }
}

/**
 * Ends a subquery that the planner is to leave as it is, instead of writing each of its expressions out again wherever it is used. An order
 * by a constant asks for no sorting; unlike `offset 0`, a cluster carries it out where the facts are.
 */
export const asItStands = 'order by null::integer';

/** The columns of a scan's innermost levels: costly expressions, computed once a row, and the expressions over them. */
export class FactColumns extends Columns {
  readonly #shared = new Columns('shared_');

  /** Names a costly expression; one that is built upon another stays where it is. */
  share(sql: string): string {
    return sql.includes('shared_') ? sql : this.#shared.of(sql);
  }

  /** The facts as alias f, with their own columns and any shared ones. */
  source({ source, where }: { readonly source: string; readonly where: string }): string {
    const shared = this.#shared.list();
    const plain = `${source} where ${where}`;
    return shared.length === 0 ? plain : `(select f.*, ${shared.join(', ')} from ${plain} ${asItStands}) f`;
  }
}
