import { foldedText } from '../../facts/folded.js';
import type { Filling } from './fill.js';
import { isBlank } from './sources.js';

/** So many groups are remembered: more would take memory that grows with the file. */
const mostGroups = 50_000;

interface Earlier {
  readonly cells: readonly string[];
  readonly client: string;
  /** Groups of several clients have this number. */
  readonly isShared: boolean;
}

/** What rows further up in a file hold for their groups, for rows of these that do not stand together. */
export class EarlierGroups {
  readonly #groups = new Map<string, Earlier>();
  /** Whether groups have been forgotten. */
  areForgotten = false;

  constructor(
    private readonly filling: Filling,
    private readonly others: readonly number[],
  ) {}

  /** Remembers a group by its last row. */
  add(cells: readonly string[]): void {
    const name = this.#nameOf(cells);
    if (name === undefined || this.others.length === 0) return;
    const before = this.#groups.get(name);
    const client = this.#clientOf(cells);
    const isShared = before !== undefined && (before.isShared || before.client !== client);
    this.#groups.delete(name);
    this.#groups.set(name, { cells: this.others.map(at => cells[at] ?? ''), client, isShared });
    if (this.#groups.size <= mostGroups) return;
    const [oldest] = this.#groups.keys();
    if (oldest !== undefined) this.#groups.delete(oldest);
    this.areForgotten = true;
  }

  /** The other cells of the group to which a row belongs; undefined where it is not known, or of another client. */
  of(cells: readonly string[]): readonly string[] | undefined {
    const name = this.#nameOf(cells);
    const found = name === undefined ? undefined : this.#groups.get(name);
    if (found === undefined) return undefined;
    const client = this.#clientOf(cells);
    const isSame = client === '' ? !found.isShared : client === found.client;
    return isSame ? found.cells : undefined;
  }

  #nameOf(cells: readonly string[]): string | undefined {
    const { group } = this.filling;
    return group.some(at => isBlank(cells[at])) ? undefined : group.map(at => cells[at]?.trim()).join('\u001f');
  }

  #clientOf(cells: readonly string[]): string {
    const { client } = this.filling;
    return client === undefined ? '' : foldedText(cells[client] ?? '');
  }
}
