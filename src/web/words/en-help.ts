/** Words of the help, in English. */
export const helpEn = {
  help: {
    title: 'Help',
    ofThisPage: 'Help on this page',
    all: 'All help',
    search: 'Search the help',
    found: 'Found',
    nothing: 'Nothing in the help holds “{question}”. Try fewer or other words.',
    more: '{count} more sections hold these words: add a word to see fewer.',
    contents: 'Contents',
    inEnglish: 'This text is in English.',
    missing: 'There is no such page in the help.',
    sectionMissing: 'This page has no such section any more: its beginning is shown.',
    example: 'With the figures of this period: {quotient} = {value}',
    fieldsRead: 'Fields that it reads:',
    readers: {
      clients: 'For clients',
      managers: 'For quality managers',
      lookup: 'To look things up',
      operation: 'For auditors, and for whoever runs the program',
    },
  },
};
