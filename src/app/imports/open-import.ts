import type { Fault } from '../../faults/fault.js';
import { columnsOfNames } from '../../import/layout/spoiled-keys.js';
import type { Layout } from '../../import/layout/schema.js';
import { idleForFile } from '../../import/layout/source-keys.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import type { Format, Source } from '../../import/readers/source.js';
import { type RejectedFrom, rejectedFrom } from '../../import/rejected-from.js';
import { layoutOfRejected, openRejected } from '../../import/rejected-source.js';
import type { RawLayout } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { type OpenSource, openWithHeader, type SourceWithLayout } from './find-header.js';
import { layoutContext } from './layouts.js';
import { lastWatermark } from './watermarks.js';

/** A source whose rows can be read, and as what. */
export interface OpenedImport extends SourceWithLayout {
  /** The layout, as far as it holds for this file. */
  readonly layout: Layout;
  readonly format: Format;
  /** Where the rows come from, if it is a file of rejected ones. */
  readonly from: RejectedFrom | undefined;
}

/** Opens a file as its layout says, or a file of rejected rows as their source would have been. */
export async function openImport(deps: Deps, request: { readonly path: string }, chosen: RawLayout): Promise<OpenedImport> {
  const from = await rejectedFrom(request.path);
  const format = from?.format ?? chosen.layout.format ?? (await sniffFormat(request.path));
  const after = from === undefined ? await startOf(deps, chosen) : undefined;
  const open: OpenSource = headerRow =>
    from === undefined
      ? openFor(deps, request, chosen, format, { after, headerRow })
      : openRejected(request.path, from, chosen.layout);
  const layout = from === undefined ? { ...chosen.layout, format } : layoutOfRejected(chosen.layout, from);
  const formats = from === undefined ? [format] : [format, from.saved.format];
  const opened = await openWithHeader(open, layout, async sheet => ({
    ...(await layoutContext(deps, chosen, { file: request.path, formats, importedAt: deps.clock() })),
    ...(sheet === undefined ? {} : { sheet }),
    firstFile: from?.file,
  }));
  const idle = from === undefined ? idleForFile(chosen.layout, format, { file: request.path, layout: chosen.shown }) : [];
  return { ...opened, source: idle.length === 0 ? opened.source : saying(idle, opened.source), layout, format, from };
}

/** A source that reports these findings before its own. */
const saying = (found: readonly Fault[], source: Source): Source => ({
  ...source,
  get findings() {
    return [...found, ...source.findings];
  },
});

async function openFor(
  deps: Deps,
  request: { readonly path: string },
  { layout }: RawLayout,
  format: Format,
  { after, headerRow }: { readonly after: string | undefined; readonly headerRow: number | undefined },
): Promise<Source> {
  const { encoding, delimiter, sheet, header_row, header_rows, merged, query, connection, watermark } = layout;
  const since = watermark === undefined ? {} : { watermark: { column: watermark.column, after } };
  const named = Array.isArray(sheet) ? sheet.map(String) : sheet === undefined ? undefined : String(sheet);
  const { header: names, footer_rows, quote, escape, multiline, comment, ragged } = layout;
  const header = { header: names, header_row: headerRow ?? header_row, header_rows, footer_rows, merged };
  const cells = { quote, escape, multiline, comment, ragged };
  const spec = {
    path: request.path,
    format,
    encoding,
    delimiter,
    sheet: named,
    ...header,
    ...cells,
    naming: columnsOfNames(layout),
    query,
    connection,
    ...since,
  };
  return openSource(spec, deps.env === undefined ? {} : { env: deps.env });
}

/** Where a query with a watermark goes on: after what was read last, else where its layout says. */
async function startOf(deps: Deps, { layout }: RawLayout): Promise<string | undefined> {
  if (layout.watermark === undefined) return undefined;
  const { after } = layout.watermark;
  return (await lastWatermark(deps, layout.layout)) ?? (after === undefined ? undefined : String(after));
}
