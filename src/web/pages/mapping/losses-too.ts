import type { ProposalOptions, Recognised } from '../../../contract/waiting-files.js';
import { useEffect, useState } from 'preact/hooks';
import { at, post, withQuery } from '../../rest.js';
import { blanksOf, draftOf, type MappingDraft } from './draft.js';

/** Quantities that many firms write down only where there was some. */
export const losses: readonly string[] = ['damaged_qty', 'lost_qty'];

/** A column that says how much of a shipment was damaged or lost, in a file whose rows are something else. */
export interface LossesToo {
  readonly column: string;
  /** The field of shipments that it is. */
  readonly field: string;
}

/** Where the same file is brought once more, for what it says of shipments. */
export const lossesAt = (file: string): string => withQuery('/imports/map', { file, as: 'losses' });

/** Reads a file as one of shipments; what it is read with besides stays. */
export const asShipments = (options: ProposalOptions): ProposalOptions => ({ ...options, fact: 'shipment' });

/**
 * What a file of complaints, or of anything else that names shipments and holds no damaged quantity, says of damage and loss in columns that
 * nothing uses; empty until it was looked for, and where nothing such is found.
 */
export function useLossesToo(id: string, { seen, draft }: { seen: Recognised; draft: MappingDraft }): readonly LossesToo[] {
  const [found, setFound] = useState<readonly LossesToo[]>([]);
  const names = seen.fields.map(({ name }) => name);
  const isAsked = names.includes('shipment_no') && !names.includes('damaged_qty');
  useEffect(() => {
    if (!isAsked) return undefined;
    const overtaken = new AbortController();
    post<Recognised, ProposalOptions>(at`/files/${id}/proposal`, asShipments(draft.options), overtaken.signal)
      .then(read => overtaken.signal.aborted || setFound(lossesIn(read)))
      // Without it the page says nothing of shipments.
      .catch(() => undefined);
    return () => overtaken.abort();
  }, [isAsked]);
  const used = new Set(Object.values(draft.fields).flatMap(({ column }) => [column ?? []].flat()));
  return isAsked ? found.filter(({ column }) => !used.has(column)) : [];
}

function lossesIn({ proposed }: Recognised): readonly LossesToo[] {
  const columnOf = (name: string): string | undefined => {
    const one = proposed.find(({ field, confidence }) => field === name && confidence !== 'unsure');
    const { column } = one?.mapping ?? {};
    return typeof column === 'string' && !/["\\]/.test(column) ? column : undefined;
  };
  if (columnOf('shipment_no') === undefined) return [];
  return losses.flatMap(field => {
    const column = columnOf(field);
    return column === undefined ? [] : [{ column, field }];
  });
}

/** A draft of what such a file says of shipments: their numbers and the quantities, of the rows that have one. */
export function lossesDraft(seen: Recognised, options: ProposalOptions): MappingDraft {
  const draft = draftOf(seen, options);
  const found = lossesIn(seen);
  const wanted = new Set([...seen.fields.filter(one => one.is_key).map(({ name }) => name), ...found.map(({ field }) => field)]);
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(([name]) => wanted.has(name)));
  const hasOne = found.map(({ column, field }) => {
    const cell = `col(${JSON.stringify(column)})`;
    const nothing = blanksOf(fields[field] ?? {}).map(blank => JSON.stringify(blank));
    return nothing.length === 0
      ? `not is_missing(${cell})`
      : `(not is_missing(${cell}) and not one_of(${[cell, ...nothing].join(', ')}))`;
  });
  return { ...draft, fields, ...(hasOne.length === 0 ? {} : { where: hasOne.join(' or ') }) };
}
