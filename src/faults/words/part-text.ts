import type { Names } from '../../words/en.js';
import { nameIn } from '../../words/name.js';

/** A metric with the part of the work that a figure is of, in brackets: `on_time_delivery (carrier FedEx)`. */
export function partText(
  { metric, scope = {} }: { readonly metric: string; readonly scope?: Readonly<Record<string, string>> },
  { dimensions }: Pick<Names, 'dimensions'>,
  { open, comma, close }: { readonly open: string; readonly comma: string; readonly close: string },
): string {
  const parts = Object.entries(scope).map(([dimension, key]) => `${nameIn(dimensions, dimension)} ${key}`);
  return parts.length === 0 ? metric : `${metric}${open}${parts.join(comma)}${close}`;
}
