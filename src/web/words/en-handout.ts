/** Words of a client's first page, in English. */
export const handoutEn = {
  handout: {
    title: 'Service scorecard',
    contract: 'contract {contract}',
    measure: 'Measure',
    agreed: 'Agreed',
    trend: 'Trend, 12 periods',
    trendOf: 'Trend of {name}. {points}',
    previous: 'Previous',
    facts: 'Facts',
    lastYear: 'Same period last year',
    yearToDate: 'Year to date',
    notCounted: 'not counted',
    comment: 'Comment',
    measures: 'Measures',
    wentWrong: 'Where it went wrong',
    where: 'Where the failures lie',
    done: 'What is done: owner, due day, effect',
    step: 'Step reached',
    because: 'How it comes about',
    amount: 'Amount ({currency})',
    exclusions: 'Exclusions',
    responsibility: 'Responsibility',
    reason: 'Reason, responsible',
    leftOut: 'What was left out',
    ofMeasures: 'Of which measures',
    afterSignature: 'Said after the signature',
    toSign: 'Name, date, signature',
    allFigures: 'All figures',
    more: 'Every metric and index of the period, with what the figures do not hold:',
  },
};

/** Words of a client's first page in any language. */
export type HandoutWords = typeof handoutEn;
