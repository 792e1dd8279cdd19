import { decimalText } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import type { FieldType } from '../facts/field.js';
import { dayText, isoInstant } from '../facts/time.js';

/** A value as JSON has it: instants and days as ISO 8601, numbers as exact decimal text. */
export function plain(value: Value, type: FieldType): string | boolean | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (type === 'instant' && typeof value === 'number') return isoInstant(value);
  if (type === 'day' && typeof value === 'number') return dayText(value);
  return decimalText(value);
}
