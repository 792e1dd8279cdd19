import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { faultSchema } from './fault.js';
import { importAnswerSchema } from './imports.js';
import { count, factKindNames, instant, labelSchema } from './scalars.js';

/** A file that was brought, and waits to be imported. */
export const waitingFileSchema = z
  .strictObject({
    id: z.string(),
    file: z.string(),
    bytes: count.describe('How large it will be.'),
    arrived: count.describe('How much of it is here: all of it where it is as large as `bytes`.'),
    begun_at: instant,
    inbox: z.string().nullable().describe('Its name below the inbox, where it was chosen there; else null.'),
  })
  .meta({ id: 'WaitingFile' });
export type WaitingFile = Answer<typeof waitingFileSchema>;

/** GET /files. */
export const waitingFilesSchema = z.strictObject({ files: z.array(waitingFileSchema) }).meta({ id: 'WaitingFiles' });
export type WaitingFileList = Answer<typeof waitingFilesSchema>;

/** POST /files. */
export const newFileSchema = z
  .strictObject({
    file: z.string().min(1).max(500).describe('Its name.'),
    bytes: z.int().min(1).describe('Its size.'),
    modified: z
      .int()
      .min(0)
      .exactOptional()
      .describe('When it was last changed, in milliseconds: one that broke off goes on where name, size and this are the same.'),
  })
  .meta({ id: 'NewFile' });
export type NewFile = Request<typeof newFileSchema>;

const fieldName = z.string().min(1).max(200);
const headerName = z.union([z.string().max(2000), z.int().min(1).max(100_000)]);
const columnName = headerName.describe('Its heading; its position, from 1, where it has none of its own.');

const place = {
  sheet: z.string().min(1).max(200).exactOptional().describe('Of a workbook; without it the first.'),
  header_row: z.int().min(1).max(10_000).exactOptional().describe('The row of the headings; without it the one that is found.'),
  header_rows: z.int().min(1).max(5).exactOptional().describe('How many lines the headings have.'),
  header: z.literal('none').exactOptional().describe('It has no headings: columns go by their positions, from 1.'),
  encoding: z.string().min(1).max(60).exactOptional().describe('What a text is written in; without it as it is recognised.'),
  delimiter: z.string().min(1).max(10).exactOptional().describe('What stands between cells; without it as it is recognised.'),
};

/** POST /files/{file}/proposal. */
export const proposalRequestSchema = z
  .strictObject({
    ...place,
    fact: z.enum(factKindNames).exactOptional().describe('What a row is; without it the kind that fits best.'),
  })
  .meta({ id: 'ProposalRequest' });
export type ProposalOptions = Request<typeof proposalRequestSchema>;

const cellValue = z.union([z.string().max(2000), z.number(), z.boolean()]);
const texts = z.union([z.string().max(2000), z.array(z.string().max(2000)).min(1).max(1000)]);
const twoNumbers = z.tuple([z.number(), z.number()]);

/** How a field is filled: what reads other files or systems is written in the text of the layout alone. */
const mapping = z
  .strictObject({
    column: z.union([headerName, z.array(headerName).min(2).max(20)]),
    join: z.string().max(20),
    pad: z.strictObject({ to: z.int(), with: z.union([z.string(), z.int()]) }),
    exact: z.boolean(),
    const: cellValue,
    value: z.string().max(4000),
    of: z.string().max(200),
    fill: z.enum(['down', 'ditto']),
    split: texts,
    blank: z.union([cellValue, z.array(cellValue).max(1000)]),
    map: z.record(z.string().max(2000), z.union([cellValue, z.null(), z.array(cellValue).min(1).max(100)])),
    otherwise: z.union([z.enum(['reject', 'missing', 'keep']), z.strictObject({ const: cellValue })]),
    missing: z.strictObject({ const: cellValue }),
    format: texts,
    months: z.string().max(20),
    at: z.enum(['end_of_day', 'start_of_day', 'start', 'end']),
    placeholder_dates: z.enum(['missing', 'reject', 'keep']),
    decimal: z.enum(['.', ',']),
    unit: texts,
    whole: z.boolean(),
    scale: z.strictObject({ from: twoNumbers, to: twoNumbers }),
    phrases: z.union([z.literal(true), texts]),
  })
  .partial()
  .describe('As a layout writes it.')
  .meta({ id: 'FieldMapping' });
export type Mapping = Answer<typeof mapping>;

const remark = z
  .strictObject({ is: z.string(), values: z.array(z.string()).describe('What it speaks of.') })
  .describe('What a person has to know or to decide.');

const proposedField = z
  .strictObject({
    field: z.string(),
    mapping,
    confidence: z.enum(['sure', 'likely', 'unsure']),
    samples: z.array(z.string()),
    remarks: z.array(remark),
  })
  .meta({ id: 'ProposedField' });
export type ProposedFieldView = Answer<typeof proposedField>;

const field = z.strictObject({
  name: z.string(),
  label: labelSchema,
  type: z.enum(['instant', 'day', 'number', 'text', 'boolean']),
  one_of: z.array(z.string()).nullable().describe('The only texts that it takes.'),
  is_key: z.boolean().describe('Whether it identifies a fact, so that it must be filled.'),
});
export type FieldView = Answer<typeof field>;

const column = z.strictObject({
  column: columnName,
  position: z.int().min(1),
  filled: count.describe('In how many of the rows that were looked at it has a value.'),
  holds: z.enum(['dates', 'times', 'numbers', 'texts', 'nothing']),
  samples: z.array(z.string()),
  distinct: count,
  values: z
    .array(z.strictObject({ value: z.string(), rows: count }))
    .describe('All values with the rows that have them, the most frequent first; none where there are more than 60.'),
});
export type ColumnView = Answer<typeof column>;

/** Columns whose cells are facts of their own. */
const draftGroup = z.strictObject({
  field: fieldName,
  columns: z.record(z.string().max(2000), z.union([z.string(), z.number(), z.boolean()])),
  cell: z.record(fieldName, mapping),
  fields: z.record(fieldName, mapping).exactOptional(),
});

/** What a layout says besides its fields. */
const draftSettings = z
  .strictObject({
    format: z.enum(['csv', 'xlsx', 'ndjson']).exactOptional(),
    ...place,
    sheet: z.union([z.string().max(200), z.array(z.string().max(200)).min(1).max(100)]).exactOptional(),
    time_zone: z.string().max(60).exactOptional(),
    where: z.string().max(2000).exactOptional(),
    fill: z
      .union([z.enum(['down', 'ditto']), z.strictObject({ down: texts.exactOptional(), within: texts.exactOptional() })])
      .exactOptional(),
    total_rows: z.enum(['skip', 'reject', 'keep']).exactOptional(),
    lines: z.literal('all').exactOptional(),
  })
  .meta({ id: 'LayoutSettings' });

/** A layout as data. */
export const layoutDraftSchema = z
  .strictObject({
    layout: z
      .string()
      .regex(/^[\p{L}\p{N}_-]{1,80}$/u)
      .describe('Its name: letters, digits, _ and -.'),
    fact: z.enum(factKindNames),
    settings: draftSettings,
    fields: z.record(fieldName, mapping),
    each: z.array(draftGroup).max(50).default([]),
  })
  .meta({ id: 'LayoutDraft' });
export type LayoutDraft = Request<typeof layoutDraftSchema>;

/** A layout of the workspace of which a file has all columns. */
const fittingLayout = z
  .strictObject({
    layout: z.string(),
    file: z.string().describe('The file of the config that it stands in.'),
    fact: z.enum(factKindNames),
    reads: count.describe('How many columns of the file it reads.'),
    last: z
      .strictObject({ batch: z.int(), file: z.string(), at: instant })
      .nullable()
      .describe('The last batch by it that stands; null where there is none.'),
    way: proposalRequestSchema.describe('How it reads a file: what a proposal is asked with.'),
    draft: layoutDraftSchema.nullable().describe('What it says; null where some of it can only be said in its text.'),
    base: z
      .string()
      .nullable()
      .describe(
        'The SHA-256 of its file, with which a draft that began with it is tried; null where it is changed by hand alone.',
      ),
    fixed: z
      .array(z.strictObject({ field: fieldName, value: z.string() }))
      .describe(
        'Fields that identify a fact and that it fills by itself, whatever the file says: it may be meant for the files of one client.',
      ),
  })
  .meta({ id: 'FittingLayout' });
export type FittingLayout = Answer<typeof fittingLayout>;

/** What a file is seen to be, and the layout that fits it. */
export const recognisedSchema = z
  .strictObject({
    file: z.string(),
    format: z.enum(['csv', 'xlsx', 'ndjson', 'sql']),
    encoding: z.string().nullable(),
    encodings: z.array(z.string()).describe('Others that it may be written in, the likeliest first.'),
    readings: z
      .array(z.strictObject({ encoding: z.string(), words: z.array(z.string()) }))
      .describe('Where there are others: words as they are read in the encoding that was taken, and in each of them.'),
    delimiter: z.string().nullable(),
    sheet: z.string().nullable(),
    sheets: z.array(z.string()).describe('The sheets of a workbook.'),
    header_row: z.int().min(1).nullable().describe('Null where it has no headings.'),
    headings_are_values: z.boolean().describe('Whether what stands where the headings would be looks like a row of values.'),
    header_rows: z.int().min(1),
    head: z
      .array(z.strictObject({ row: z.int(), cells: z.array(z.string()) }))
      .describe('The first rows as they stand, headings and all.'),
    columns: z.array(column),
    rows: z.array(z.array(z.string())).describe('The first rows below the headings, by column.'),
    looked_at: count.describe('Rows that the columns were judged by.'),
    layout: z.string().describe('A name for the layout that is free.'),
    layout_taken: z
      .string()
      .exactOptional()
      .describe('The name of files like this one, without dates and counters, where there is a layout of that name already.'),
    fact: z.enum(factKindNames).nullable().describe('What a row is; null where the headings do not show it.'),
    fields: z.array(field).describe('What a fact of this kind can hold.'),
    settings: draftSettings,
    proposed: z.array(proposedField),
    each: z.array(draftGroup).describe('Columns whose cells are facts of their own, as a layout writes them.'),
    lacking: z.array(z.string()).describe('Fields that identify a fact, and for which no column was found.'),
    fitting: z.array(fittingLayout).describe('Saved layouts that fit the file, the likeliest first.'),
  })
  .meta({ id: 'RecognisedFile' });
export type Recognised = Answer<typeof recognisedSchema>;

/** POST /files/{file}/field. */
export const fieldRequestSchema = z
  .strictObject({ ...place, fact: z.enum(factKindNames), column: columnName, field: fieldName })
  .meta({ id: 'FieldRequest' });
export type FieldRequest = Request<typeof fieldRequestSchema>;
export const fieldAnswerSchema = proposedField;

/** POST /files/{file}/trial. */
export const trialRequestSchema = z
  .strictObject({
    draft: layoutDraftSchema,
    base: z.string().max(64).exactOptional().describe('The `base` of the layout that it began with, where it is to change that.'),
    rows: z.enum(['first', 'all']).default('first').describe('The first thousand, or the whole file.'),
  })
  .meta({ id: 'TrialRequest' });
export type TrialRequest = Request<typeof trialRequestSchema>;

/** What a layout would make of a file. */
export const trialSchema = z
  .strictObject({
    file: z.string().describe('The file of the config that the layout would be.'),
    yaml: z.string().describe('Its text.'),
    saved: z
      .enum(['no', 'same', 'other', 'taken', 'changed', 'by_hand'])
      .describe(
        'Whether there is a layout of this name: none; one that means the same; one that would be changed; one that it did not begin with, or whose file was changed since, or can only be changed by hand. The last three are never written over.',
      ),
    base: z.string().nullable().describe('The SHA-256 of the file that would be changed, with which that is sent; else null.'),
    lines: z.array(z.string()).describe('What would change in that file: `- ` before what goes, `+ ` before what comes.'),
    faults: z.array(faultSchema).describe('What is wrong in the layout itself.'),
    answer: importAnswerSchema
      .nullable()
      .describe('What the import would answer; null where the layout cannot be used, and while all rows are tried.'),
    upload: z
      .string()
      .nullable()
      .describe('Where all rows are tried: GET /uploads/{upload} says how far that is, and what it comes to.'),
  })
  .meta({ id: 'LayoutTrial' });
export type LayoutTrial = Answer<typeof trialSchema>;

/** POST /files/{file}/import. */
export const waitingImportSchema = z
  .strictObject({
    layout: z.string().min(1).max(200).describe('How its columns are read.'),
    keep: z
      .boolean()
      .exactOptional()
      .describe(
        'Whether the file waits on, to be imported by another layout as well; one that was chosen in the inbox leaves that all the same.',
      ),
  })
  .meta({ id: 'WaitingImport' });
export type WaitingImport = Request<typeof waitingImportSchema>;
