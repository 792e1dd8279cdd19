/** A line over the periods. `null` leaves a hole, never a zero. */
export interface Series {
  readonly label: string;
  readonly points: readonly (number | null)[];
  readonly colour: string;
  readonly dashed?: boolean;
  /** Low and high of each point, drawn as a band. */
  readonly band?: readonly (readonly [low: number, high: number] | null)[];
  readonly bandLabel?: string;
}

interface Common {
  readonly title: string;
  readonly subtitle: string;
  readonly labels: readonly string[];
  /** Pixels on the sheet; drawn at twice that. */
  readonly width: number;
  readonly height: number;
  /** How numbers are written on it. */
  readonly numbers: { readonly percent: boolean; readonly digits: number; readonly suffix: string };
}

/** Values over time. */
export interface LineChart extends Common {
  readonly kind: 'line';
  readonly series: readonly Series[];
  readonly bounds?: readonly [min: number, max: number];
  /** The axis spans at least this much, so that a ripple does not look like a wave. */
  readonly leastRange?: number;
}

/** One bar for each label; `null` shows `missing` instead of a bar. */
export interface BarChart extends Common {
  readonly kind: 'bar';
  readonly values: readonly (number | null)[];
  readonly colours: readonly string[];
  readonly bounds: readonly [min: number, max: number];
  readonly missing: string;
}

/** Numbered points between importance (up) and performance (across), parted by cross-hairs. */
export interface QuadrantChart extends Common {
  readonly kind: 'quadrant';
  readonly points: readonly { readonly x: number; readonly y: number; readonly label: string; readonly colour: string }[];
  readonly cross: readonly [across: number, up: number];
  /** Names of the corners: top left, top right, bottom left, bottom right. */
  readonly corners: readonly [string, string, string, string];
  readonly bounds: readonly [min: number, max: number];
  readonly heightBounds: readonly [min: number, max: number];
}

/** A line so small that it stands in a row of a table: values over the periods, their level dashed, a dot at the last one. */
export interface SparkChart {
  readonly kind: 'spark';
  /** Oldest first. `null` leaves a hole, never a zero. */
  readonly points: readonly (number | null)[];
  readonly levels: readonly (number | null)[];
  readonly colour: string;
  readonly lastColour: string;
  readonly width: number;
  readonly height: number;
}

/** A chart as plain data. */
export type Chart = LineChart | BarChart | QuadrantChart | SparkChart;
