import type { Values } from '../../facts/fact.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import type { FindZone } from './known-place.js';
import type { KnownFacts, RowState, SourceRow } from './row.js';

/** What is around all rows of a file. */
interface Surroundings {
  readonly file: string;
  readonly sheet?: string;
  readonly zoneOf: (site: string | undefined, client: string | undefined) => string;
}

/** The row being read: the zone of its naive times is asked for only when one comes. */
export class CurrentRow implements RowState {
  cells: readonly string[] = [];
  number = 0;
  firstNumber = 0;
  known: KnownFacts | undefined;
  sheet: string | undefined;
  warnings: Fault[] | undefined;
  /** What is doubtful about the zone that the row's times were read in. */
  zoneDoubt: Fault | undefined;
  values: Values = {};
  readonly zone: () => string;
  readonly #context: Surroundings;
  readonly #columnOf: ReadonlyMap<string, string | undefined>;
  #client: string | undefined;
  #site: string | undefined;
  #known: string | undefined;
  #ofSeveral: string | undefined;

  /** `find` stands where only the fact that is there already says where it lies. */
  constructor(
    zone: string | undefined,
    columnOf: ReadonlyMap<string, string | undefined>,
    context: Surroundings,
    find?: FindZone,
  ) {
    this.#columnOf = columnOf;
    this.#context = context;
    const ofPlace = (): string => context.zoneOf(this.#site, this.#client);
    const asked = find === undefined ? ofPlace : () => this.#found(find);
    this.zone = zone === undefined ? () => (this.#known ??= asked()) : () => zone;
  }

  begin(row: SourceRow): void {
    this.cells = row.cells;
    this.number = row.number;
    this.firstNumber = row.numberBefore ?? row.number;
    this.#ofSeveral = row.sheet?.name;
    this.sheet = row.sheet?.name ?? row.sheetBefore ?? this.#context.sheet;
    this.warnings = undefined;
    this.values = {};
    this.#forgetZone();
    this.settle({});
  }

  #forgetZone(): void {
    this.#known = undefined;
    this.zoneDoubt = undefined;
  }

  #found(find: FindZone): string {
    const { zone, doubt } = find(this, this.#client);
    this.zoneDoubt = doubt;
    return zone;
  }

  /** Takes the place from what is known of the fact so far. */
  settle(values: Values): void {
    const { client, site } = values;
    const clientCode = typeof client === 'string' ? client : undefined;
    const siteCode = typeof site === 'string' ? site : undefined;
    if (clientCode !== this.#client || siteCode !== this.#site) this.#forgetZone();
    this.#client = clientCode;
    this.#site = siteCode;
  }

  readonly warn = (field: string, warning: Fault): void => {
    const found = this.placed(field, warning);
    // A number by which something else is found is read more than once.
    if (this.warnings?.some(one => isSame(one, found)) !== true) (this.warnings ??= []).push(found);
  };

  /** A fault of the row with its place, in the column of a field. */
  placed(field: string, found: Fault): Fault {
    return { ...found, place: this.place(this.#columnOf.get(field), this.number) };
  }

  place(column: string | undefined, line: number): FaultPlace {
    const sheet = this.#ofSeveral;
    return {
      file: this.#context.file,
      ...(sheet === undefined ? {} : { sheet }),
      line,
      ...(column === undefined ? {} : { column }),
    };
  }
}

const isSame = (a: Fault, b: Fault): boolean =>
  a.code === b.code && a.place.column === b.place.column && JSON.stringify(a.params) === JSON.stringify(b.params);
