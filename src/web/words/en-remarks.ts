/** Words of comments and of signing periods, in English. */
export const remarksEn = {
  comments: {
    title: 'Comments',
    ofPeriod: 'The period',
    about: 'About',
    text: 'Comment',
    textHint: 'The client reads it as well. Empty takes the comment away.',
    write: 'Write a comment',
    edit: 'Edit the comment on {place}',
    editShort: 'Edit',
    save: 'Save',
    none: 'There are no comments.',
  },
  signOff: {
    title: 'Sign-off',
    sign: 'Sign off',
    signTitle: 'Sign off {period}, revision {revision}',
    signHint:
      'By signing you accept the figures of this revision for {client}. It is recorded under your name and cannot be taken back. If you do not agree with a figure, dispute it instead.',
    note: 'Note (can be left empty)',
    signed: 'Revision {revision} signed off by {by}',
    ways: { key: '', paper: 'on paper, recorded by {recorder}', mail: 'by mail, recorded by {recorder}' },
    record: 'Record a signature on paper',
    recordTitle: 'Record a signature under {period}, revision {revision}',
    recordHint:
      'For what {client} signed on paper or answered by mail. It is recorded under your name beside the signatory’s, the client sees it, and it cannot be taken back.',
    signatory: 'Who signed for the client',
    received: 'How it came',
    receivedBy: { paper: 'on paper', mail: 'by mail' },
    signedOn: 'Day beside the signature (can be left empty)',
    paperNote: 'Note, such as where the paper is kept (can be left empty)',
    recordIt: 'Record',
    onDay: 'signed on {day}',
    unsigned: 'Revision {revision} is not signed off.',
    signedBefore: 'The last that was signed is revision {revision}.',
  },
};

/** Words of comments and of signing periods in any language. */
export type RemarkWords = typeof remarksEn;
