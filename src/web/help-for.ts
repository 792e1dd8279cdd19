/** Who reads the help. */
export type HelpReader = 'client' | 'staff';

/** The section of the help that is about a page, by the page's first part, and for a client's pages by the one after the client. */
export const sectionsOfPages: Readonly<Record<HelpReader, Readonly<Record<string, string>>>> = {
  client: {
    '': 'client',
    clients: 'client',
    disputes: 'client/if-you-disagree',
    figures: 'client/how-to-read-the-figures',
    metrics: 'client/how-to-read-the-figures',
  },
  staff: {
    '': 'quality-manager',
    portfolio: 'quality-manager/look-at-the-figures',
    board: 'quality-manager/step-by-step',
    month: 'quality-manager/step-by-step',
    clients: 'quality-manager/reading-the-scorecard',
    improvement: 'quality-manager/improvement',
    scorecards: 'quality-manager/hand-over',
    imports: 'quality-manager/bring-a-file',
    periods: 'quality-manager/what-is-open',
    disputes: 'quality-manager/when-somebody-disagrees',
    exclusions: 'quality-manager/when-somebody-disagrees',
    surveys: 'quality-manager/surveys',
    weights: 'rules/deriving-weights',
    rules: 'quality-manager/agree-with-a-client',
    jobs: 'operator/jobs',
    audit: 'auditor/from-a-figure-to-its-rows',
    keys: 'operator/service',
    figures: 'quality-manager/reading-the-scorecard',
    metrics: 'rules/rules-that-decide-numbers',
  },
};

/** The address of the help about a page, given by the parts of its path. */
export function helpFor(parts: readonly string[], reader: HelpReader): string {
  const [first = '', , ofClient = ''] = parts;
  const sections = sectionsOfPages[reader];
  const name = first === 'clients' && ofClient !== '' ? ofClient : first;
  return `/help/${(Object.hasOwn(sections, name) ? sections[name] : undefined) ?? sections[''] ?? ''}`;
}
