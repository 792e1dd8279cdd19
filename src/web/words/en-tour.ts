/** Words of the tour of the demo, in English: eight steps. */
export const tourEn = {
  tour: {
    title: 'Tour of the demo',
    step: '{at} of {of}:',
    back: 'Back',
    next: 'Next',
    done: 'Done',
    leave: 'Close the tour',
    begin: 'Begin the tour of the demo',
    steps: [
      {
        title: 'All clients at a glance',
        text: 'Five clients of a small provider in June. Each cell is a figure against what was agreed with that client. Below them: the worst gaps, and what has not been delivered.',
      },
      {
        title: 'What is handed over',
        text: 'Acme’s June as Acme reads it: the verdict, each agreed measure, where it went wrong and what is done, credits, the signature. The workbook and the PDF say the same.',
      },
      {
        title: 'A figure, down to its source row',
        text: 'What the figure means, how it moved, where the failures are. Under Evidence stands every failed shipment; its row names the file and line that it came from.',
      },
      {
        title: 'Agreed once',
        text: 'Acme’s contract: how deliveries are counted, at which levels, what is handed over. Change a level and choose “Show what changes”: nothing is saved by that.',
      },
      {
        title: 'Every row accounted for',
        text: 'The files as systems wrote them. Read is always new, changed, unchanged, rejected and skipped together. Follow a number under Rejected: each row has its reason and remedy.',
      },
      {
        title: 'Decided in the open',
        text: 'Acme objected to one delivery of March; the gate log proved it right. The answer has a name and a reason, and the raw figure stays visible beside the adjusted one.',
      },
      {
        title: 'A closed month never changes',
        text: 'March was closed, then the carrier corrected its file. Revision 1 stays as it was; the month was reopened with a reason. Under Acme’s Details, “What changed” explains revision 2.',
      },
      {
        title: 'What to do first',
        text: 'Which measures cost Acme’s index most, where failures gather, what is being done. Whether an action worked is decided by the months after it, not by who began it.',
      },
    ],
  },
};
