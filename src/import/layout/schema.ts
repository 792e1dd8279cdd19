import { z } from 'zod';
import { monthLanguages } from '../../facts/month-names.js';
import { joinedClients } from './several-clients.js';

/** A value as YAML gives it. */
const constant = z.union([z.string(), z.number(), z.boolean()]);

const texts = z.union([z.string(), z.array(z.string()).min(1)]);

const lookup = z.strictObject({
  file: z.string().min(1),
  key: z.string().min(1),
  value: z.string().min(1),
  /** Texts are found only where they are written alike, letter by letter. */
  exact: z.boolean().optional(),
});

const columnName = z.union([z.string(), z.number()]);

const twoNumbers = z.tuple([z.number(), z.number()]);

/** Several clients of one row, as one text: each of them gets a fact. */
const clients = z
  .array(constant)
  .min(1)
  .transform(list => joinedClients(list.map(String)));

/** How one field is filled: from a column, a constant or an expression, and what is done to a cell on the way. */
const fieldMapping = z.strictObject({
  /** A header; a number that is no header is a position, from 1. Several are joined, or are an instant's date and its time. */
  column: z.union([columnName, z.array(columnName).min(2)]).optional(),
  /** What stands between the texts of several columns. */
  join: z.string().optional(),
  /** Fills a text from the left to so many characters. */
  pad: z
    .strictObject({
      to: z.number().int().min(1).max(200),
      with: z.union([z.string().length(1), z.number().int().min(0).max(9)]),
    })
    .optional(),
  /** Headers, and the texts of `blank`, `lookup`, `map` and `phrases`, are only found as they are written, letter by letter. */
  exact: z.boolean().optional(),
  const: constant.optional(),
  value: z.string().optional(),
  /** The number of a fact that is there already, of which the field is taken. */
  of: z.string().min(1).optional(),
  /** A blank cell means the one above it, within a group of rows; or a sign for "as above" does, in any row. */
  fill: z.enum(['down', 'ditto']).optional(),
  /** What stands between several clients in one cell. */
  split: texts.optional(),
  blank: z.union([constant, z.array(constant)]).optional(),
  lookup: z.union([lookup, z.array(lookup).min(1)]).optional(),
  map: z.record(z.string(), z.union([constant, z.null(), clients])).optional(),
  otherwise: z.union([z.enum(['reject', 'missing', 'keep']), z.strictObject({ const: constant })]).optional(),
  missing: z.strictObject({ const: constant }).optional(),
  format: texts.optional(),
  /** The language of the names of months and weekdays; without it names are read that mean one month in every language. */
  months: z.enum(monthLanguages).optional(),
  /** Which moment a date means: of its day, whatever its time; or of what it names, a day, month or year. */
  at: z.enum(['end_of_day', 'start_of_day', 'start', 'end']).optional(),
  /** The first and the last plausible day. */
  between: z.tuple([z.string(), z.string()]).optional(),
  /** What becomes of dates that stand for none, such as 1970-01-01. */
  placeholder_dates: z.enum(['missing', 'reject', 'keep']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** The sign or word of the unit or currency that stands beside the digits, however it is written: € or [EUR, €]. */
  unit: texts.optional(),
  /** Only whole numbers are read. */
  whole: z.boolean().optional(),
  /** The ends of the scale that the cells are on, and those of the field's. */
  scale: z.strictObject({ from: twoNumbers, to: twoNumbers }).optional(),
  /** The score of a phrase: by the tables that apply to the answer, or by those named. */
  phrases: z.union([z.literal(true), texts]).optional(),
});

/** Columns of which every filled cell is a fact of its own. */
const cellGroup = z.strictObject({
  /** The field that differs between the columns; its value is given with each header. */
  field: z.string().min(1),
  columns: z.record(z.string(), constant),
  /** The fields that the cell itself fills. */
  cell: z.record(z.string(), fieldMapping.omit({ column: true, const: true, value: true, of: true, fill: true, split: true })),
  /** Fields of these facts alone. */
  fields: z.record(z.string(), fieldMapping).optional(),
});

const expectation = z.strictObject({
  rows: z.union([z.number(), z.string()]).optional(),
  sums: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
});

const label = z.union([z.string(), z.strictObject({ en: z.string().optional(), zh: z.string().optional() })]);

/** The shape of a layout as it stands in YAML; what it means is checked by `layoutFaults`. */
export const layoutSchema = z.strictObject({
  layout: z.string().min(1),
  label: label.optional(),
  fact: z.string(),
  /** What it still lacks is a warning of `check`, and an error only where a file is imported with it. */
  draft: z.boolean().optional(),
  format: z.enum(['csv', 'xlsx', 'ndjson', 'sql']).optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  /** The character around cells of a csv file, or none. */
  quote: z.string().optional(),
  /** What makes a quote or delimiter after it part of the cell; without it a quote inside quotes is written twice. */
  escape: z.string().optional(),
  /** Whether quoted cells may run over line ends; without it they may unless what they hold looks like whole rows. */
  multiline: z.boolean().optional(),
  /** Lines that begin with it are passed over. */
  comment: z.string().optional(),
  /** What becomes of rows with fewer cells than the header, or with blank ones too many. */
  ragged: z.enum(['reject', 'pad']).optional(),
  /** The last rows, which are no data. */
  footer_rows: z.number().int().min(1).optional(),
  /** The names of the columns where the file has none; none stands for their positions, from 1. */
  header: z.union([z.literal('none'), z.array(z.string()).min(1)]).optional(),
  /** A name, a pattern with * and ?, or several of these, which are read one below the other. */
  sheet: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])).min(1)]).optional(),
  header_row: z.number().int().min(1).optional(),
  /** How many rows, from that one on, make up the header together. */
  header_rows: z.number().int().min(1).max(5).optional(),
  /** Merged cells all have the value of the first: everywhere, or in the columns named. */
  merged: z.union([z.literal('fill'), z.strictObject({ fill: texts })]).optional(),
  query: z.string().optional(),
  connection: z.string().optional(),
  watermark: z.strictObject({ column: z.string(), after: constant.optional() }).optional(),
  time_zone: z.string().optional(),
  where: z.string().optional(),
  /** Blank cells mean those above them: all that describe a group, or the fields named, within rows of one key; or signs for "as above" do. */
  fill: z.union([z.enum(['down', 'ditto']), z.strictObject({ down: texts.optional(), within: texts.optional() })]).optional(),
  /** What becomes of rows that hold totals. */
  total_rows: z.enum(['skip', 'reject', 'keep']).optional(),
  /** A row is about all lines of what it names. */
  lines: z.literal('all').optional(),
  expect: expectation.optional(),
  each: z.array(cellGroup).min(1).optional(),
  fields: z.record(z.string(), fieldMapping),
});

/** What the columns of a source mean. */
export type Layout = z.infer<typeof layoutSchema>;

/** How one field of a layout is filled. */
export type FieldMapping = z.infer<typeof fieldMapping>;

/** A constant as a layout writes it. */
export type Constant = z.infer<typeof constant>;

/** A table in a file next to the layout, in which a cell is looked up. */
export type Lookup = z.infer<typeof lookup>;

/** The columns that a field is filled from by name. */
export const columnsNamed = ({ column }: Pick<FieldMapping, 'column'>): readonly (string | number)[] => [column ?? []].flat();
