const fields: Readonly<Record<string, string>> = {
  no: 'shipment_no',
  line: 'line_no',
  promised: 'promised_at',
  delivered: 'delivered_at',
  shipped: 'shipped_qty',
  damaged: 'damaged_qty',
  to: 'consignee',
};

/** A layout of shipments: its columns by their names (`client no promised`), each for the field it is named after, and what is always the same. */
export const shipmentLayout = (
  name: string,
  columns: string,
  { zone = 'UTC', ...always }: Readonly<Record<string, string>> = { status: 'delivered' },
): string =>
  [
    `layout: ${name}`,
    'fact: shipment',
    `time_zone: ${zone}`,
    'fields:',
    ...columns.split(' ').map(column => `  ${fields[column] ?? column}: { column: ${column} }`),
    ...Object.entries(always).map(([field, value]) => `  ${field}: { const: ${value} }`),
    '',
  ].join('\n');
