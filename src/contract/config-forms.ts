import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { faultSchema } from './fault.js';
import { factKindNames, labelSchema } from './scalars.js';

/** What stands in a field of a form; empty where nothing is said. */
const text = z.string().max(2000);
const lines = z.string().max(20_000);
const bothNames = z.strictObject({ en: text, zh: text }).describe('Empty in one language: the other text stands for both.');
const listed = z.string().describe('Its code or id.');
const named = z.strictObject({ id: listed, name: labelSchema });

/** GET /config/objects: what can be changed in forms. */
export const configObjectsSchema = z
  .strictObject({
    clients: z.array(z.strictObject({ ...named.shape, calendar: listed.nullable(), segment: z.string().nullable() })),
    /** Whether a list of clients is kept: without one every client code is taken. */
    registers_clients: z.boolean().describe('False where no client is listed: then every client code is taken.'),
    sites: z.array(named),
    calendars: z.array(
      z.strictObject({
        ...named.shape,
        holidays_until: z.string().nullable().describe('The last day of its holidays; null where it has none.'),
      }),
    ),
    contracts: z.array(
      z.strictObject({ id: listed, whose: z.string().describe('The client, or the segment.'), from: z.string() }),
    ),
    segments: z.array(z.string()),
  })
  .meta({ id: 'ConfigObjects' });
export type ConfigObjects = Answer<typeof configObjectsSchema>;

const clientForm = z.strictObject({
  code: text,
  name: bothNames,
  segment: text,
  time_zone: text,
  calendar: text,
  depth: text.describe('A level, `all`, empty for all, or `by_branch` where the file says one for each branch.'),
});

const siteForm = z.strictObject({ code: text, name: bothNames, time_zone: text, calendar: text });

/** The weekdays, in the order of a week. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const calendarForm = z.strictObject({
  id: text,
  hours: text.describe('Of a working day: `09:00-12:00, 13:00-18:00`.'),
  days: z
    .array(
      z.strictObject({
        day: z.enum(weekdays),
        works: z.boolean(),
        hours: text.describe('Where they are not those of every working day.'),
      }),
    )
    .length(7),
  holidays: lines.describe('A day or a range on each line: `2026-10-01..2026-10-07`.'),
  working: lines.describe('Days worked although weekday or holiday says otherwise.'),
  exceptions: lines.describe('Days with hours of their own: `2026-12-24 09:00-13:00`.'),
});

const measureForm = z.strictObject({
  metric: text,
  comparator: text.describe('`at_least` and its like; empty where no level is agreed.'),
  level: text,
  minimum: text,
  stretch: text,
  min_population: text,
  weight: text,
  site: text,
  carrier: text,
  lane: text,
  department: text,
  reference: text,
});

const ruleForm = z.strictObject({
  name: text.describe('The definition or parameter that is worded.'),
  choice: text.describe('One of the choices that it has, such as `minutes` or `own`.'),
  number: text,
  field: text.describe('The field that is counted from.'),
  expression: text,
  says: bothNames,
});

const stepForm = z.strictObject({ comparator: text, limit: text, effect: text, amount: text });

const creditsForm = z.strictObject({
  currency: text.describe('Empty where no credits are agreed.'),
  fee: text,
  per: text,
  at_risk: text,
  bonus_cap: text,
  point_value: text,
  items: z
    .array(z.strictObject({ metric: text, pool: text, each: text, free: text, at_most: text, steps: z.array(stepForm).max(20) }))
    .max(50),
});

const handoutForm = z.strictObject({
  year_to_date: text.describe('`true`, `false`, or empty: as usual.'),
  same_month_last_year: text,
  annex: text.describe('`all`, `none`, `some` of the sheets, or empty: as usual.'),
  sheets: z.array(text).max(20),
  sign_off: z.array(bothNames).max(10),
});

const contractForm = z.strictObject({
  id: text,
  client: text.describe('Either a client or a segment.'),
  segment: text,
  from: text,
  until: text,
  month_starts_on: text,
  name: bothNames.describe('As documents name the contract.'),
  groups: z.array(z.strictObject({ name: bothNames, weight: text, measures: z.array(measureForm).max(100) })).max(30),
  rules: z.array(ruleForm).max(200),
  credits: creditsForm,
  handout: handoutForm,
});

/** What the fields of each form hold. */
const forms = [
  z.strictObject({ kind: z.literal('client'), values: clientForm }),
  z.strictObject({ kind: z.literal('site'), values: siteForm }),
  z.strictObject({ kind: z.literal('calendar'), values: calendarForm }),
  z.strictObject({ kind: z.literal('contract'), values: contractForm }),
] as const;
const formSchema = z.discriminatedUnion('kind', forms);
export type ObjectForm = Answer<typeof formSchema>;
export type FormKind = ObjectForm['kind'];
export type FormOf<K extends FormKind> = Extract<ObjectForm, { readonly kind: K }>['values'];

/** The kinds of objects that have a form. */
export const formKinds = ['client', 'site', 'calendar', 'contract'] as const satisfies readonly FormKind[];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** GET /config/object. */
export const configObjectSchema = z
  .strictObject({
    file: z.string().describe('Where it stands, or would stand.'),
    base: sha256.nullable().describe('The SHA-256 of the file; null where there is none yet.'),
    is_packaged: z.boolean().describe('Whether it comes with the program: saved, it is one of the workspace’s own.'),
    form: formSchema,
  })
  .meta({ id: 'ConfigObject' });
export type ConfigObject = Answer<typeof configObjectSchema>;

/** POST /config/drafts. */
export const configFormSchema = z
  .strictObject({
    id: z.string().min(1).max(200).nullable().describe('Which one is changed; null for one that is new.'),
    base: sha256.nullable().describe('The SHA-256 of the file that the form was filled from.'),
    removes: z.boolean().default(false).describe('Takes it away instead.'),
    form: formSchema,
  })
  .meta({ id: 'ConfigForm' });
export type ConfigForm = Request<typeof configFormSchema>;
export type ConfigFormRead = Answer<typeof configFormSchema>;

/** A file as a form would have it: to be tried and saved with POST /config/changes. */
export const configDraftSchema = z
  .strictObject({
    file: z.string(),
    base: sha256.nullable(),
    text: z.string().nullable().describe('Null where nothing is left in it.'),
    path: z
      .array(z.union([z.string(), z.int()]))
      .describe('The way to the object in the text, as faults name it; empty where it is taken away.'),
  })
  .meta({ id: 'ConfigDraft' });
export type ConfigDraft = Answer<typeof configDraftSchema>;

/** POST /config/contract-workbooks. */
export const contractDraftSchema = z
  .strictObject({
    contract: z.string().describe('The id of the contract that the workbook holds.'),
    file: z.string(),
    base: sha256.nullable(),
    text: z.string(),
    is_unchanged: z.boolean().describe('Whether the file says this already.'),
    faults: z.array(faultSchema).describe('What is doubtful in it, by the cells of the workbook.'),
  })
  .meta({ id: 'ContractDraft' });
export type ContractDraft = Answer<typeof contractDraftSchema>;

const choice = z.strictObject({ value: z.string(), label: labelSchema });

/** GET /config/contract-choices: what the form of a contract offers. */
export const contractChoicesSchema = z
  .strictObject({
    rules: z.array(
      z.strictObject({
        name: z.string(),
        of: z.enum(factKindNames).nullable().describe('The kind of facts that it is about; null where it is about several.'),
        label: labelSchema,
        usual: labelSchema.describe('What holds where the contract says nothing.'),
        is_own: z.boolean().describe('Whether the workspace words the definition itself, not as it is packaged.'),
        no_time: z.boolean().describe('Whether the usual is a length of time, and that none.'),
        of_standards: z
          .boolean()
          .describe('Whether a standard sets the parameter for a metric that uses it, where the contract says nothing.'),
        choices: z.array(z.strictObject({ ...choice.shape, takes: z.array(z.enum(['number', 'field', 'expression'])) })),
        fields: z.array(choice).describe('What it can be counted from.'),
        metrics: z.array(z.string()).describe('The metrics that use it, themselves or by a definition.'),
      }),
    ),
    comparators: z.array(choice),
    effects: z.array(choice),
    per: z.array(choice),
    sheets: z.array(choice),
  })
  .meta({ id: 'ContractChoices' });
export type ContractChoices = Answer<typeof contractChoicesSchema>;
