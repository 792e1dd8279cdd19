import type { ParamsOf } from '../../faults/entry.js';
import type { FaultPlace } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import { type ExitCode, Stop } from '../../faults/stop.js';

type Code = keyof typeof readersFaults;

/** Faults of what the layout says of its source; all others are of the source itself. */
const configCodes: ReadonlySet<string> = new Set<Code>([
  'format_unknown',
  'encoding_unknown',
  'delimiter_bad',
  'quoting_bad',
  'sheet_unknown',
  'sheet_differs',
  'merged_column_unknown',
  'query_missing',
  'connection_missing',
  'connection_bad',
  'query_failed',
  'watermark_unknown',
]);

/** The Stop for a source that cannot be read as a whole: exit code 2 when the layout is wrong, 3 when the source is. */
export function refuse<C extends Code>(
  code: C,
  params: ParamsOf<(typeof readersFaults)[C]>,
  place: FaultPlace,
  cause?: unknown,
): Stop {
  const exitCode: ExitCode = configCodes.has(code) ? 2 : 3;
  return new Stop(exitCode, [fault(readersFaults, code, params, place)], cause);
}
