/** Who reads the help. */
export type HelpReader = 'client' | 'staff';

/** The section of the help that is about a page, by the page's first part, and for a client's pages by the one after the client. */
export const sectionsOfPages: Readonly<Record<HelpReader, Readonly<Record<string, string>>>> = {
  client: {
    '': 'client',
    disputes: 'client/if-you-disagree',
    figures: 'client/how-to-read-the-figures',
    metrics: 'client/how-to-read-the-figures',
  },
  staff: {
    '': 'quality-manager',
    portfolio: 'quality-manager/all-clients-side-by-side',
    improvement: 'quality-manager/improvement-what-comes-first-and-whether-it-worked',
    scorecards: 'quality-manager/scorecards',
    imports: 'operator/import',
    periods: 'quality-manager/periods',
    disputes: 'quality-manager/answering-a-dispute',
    exclusions: 'quality-manager/exclusions-overrides-and-disputes',
    surveys: 'quality-manager/surveys',
    weights: 'quality-manager/deriving-weights',
    rules: 'quality-manager/changing-rules-through-the-service',
    jobs: 'operator/jobs',
    audit: 'auditor/from-a-figure-to-its-rows',
    keys: 'operator/service',
    figures: 'quality-manager/rules-that-decide-numbers',
    metrics: 'quality-manager/rules-that-decide-numbers',
  },
};

/** The address of the help about a page, given by the parts of its path. */
export function helpFor(parts: readonly string[], reader: HelpReader): string {
  const [first = '', , ofClient = ''] = parts;
  const sections = sectionsOfPages[reader];
  const name = first === 'clients' ? ofClient : first;
  return `/help/${(Object.hasOwn(sections, name) ? sections[name] : undefined) ?? sections[''] ?? ''}`;
}
