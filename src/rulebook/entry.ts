import type { Plain, Typed } from './plain.js';
import type { Spot } from './spot.js';

/** An object of config as it stands in its file. */
export interface Entry {
  readonly raw: Plain;
  readonly spot: Spot;
}

/** A layout as it stands in its file, with YAML's own types. */
export interface LayoutEntry {
  readonly raw: Readonly<Record<string, Typed>>;
  readonly spot: Spot;
}
