/** Words of the rejected rows that are mended, in English. */
export const monthEn = {
  rejects: {
    title: 'Rejected rows of batch {batch}',
    mend: 'Mend',
    mendOf: 'Mend the rejected rows of batch {batch}',
    from: 'From {file}, read by the layout {layout}.',
    hint: 'Correct the cells and import the rows again: they become a batch of their own, which names this one. What is still wrong comes back with its new reason.',
    none: 'No rejected row of this batch is left to mend.',
    left: '{count} left to mend',
    withdrawn: 'Batch {batch} withdrew the import, and its rejected rows with it.',
    showAll: 'Show rows that were imported again, too',
    allColumns: 'Show all columns',
    asItStands: 'Import as it stands',
    asItStandsOf: 'row {row}',
    noColumn: 'Beyond the columns ({number})',
    cellOf: '{column}, row {row}',
    importRows: 'Import mended rows ({count})',
    undo: 'Undo the changes ({count})',
    done: 'Batch {batch} was imported. Rows taken: {taken}, rejected again: {rejected}.',
    againIn: 'Rejected again in batch {batch}',
    taken: 'Imported again with batch {batch}',
    rejectedAgain: 'Rejected again in batch {batch}',
    cut: 'The list holds more rows than can be mended here. Download them, correct them, and import that file.',
    mends: 'mends batch {batch}',
    mendedBy: 'mended by batch {batches}',
    back: 'All imports',
  },
};

/** Words of the rejected rows that are mended in any language. */
export type MonthWords = typeof monthEn;
