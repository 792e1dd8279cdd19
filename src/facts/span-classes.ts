const day = 24 * 60 * 60 * 1000;

/**
 * Facts by the time from their first instant to their last, in milliseconds: most last no longer than `months`, a few longer than that,
 * hardly any longer than `years`. The tables have an index of those that last longer than each, so that a month is found without
 * reading all that came after it.
 */
export const spanClasses = { months: 31 * day, years: 366 * day } as const;
