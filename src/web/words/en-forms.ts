/** Words of the forms in which clients, sites, calendars and contracts are changed, in English. */
export const formsEn = {
  forms: {
    title: 'Clients, sites, calendars',
    intro: 'What is changed here is written into the files below; what you do not change stays in them to the letter.',
    kinds: { client: 'Client', site: 'Site', calendar: 'Calendar' },
    lists: { client: 'Clients', site: 'Sites', calendar: 'Calendars' },
    begin: { client: 'New client', site: 'New site', calendar: 'New calendar' },
    noneYet: 'None yet.',
    firstClient:
      'No client is listed yet, so files with any client code are taken. Once one is listed, rows of other codes are rejected.',
    packaged: 'This calendar comes with the program. Saved here, it becomes one of your own, which goes before it.',
    inFile: 'In {file}.',
    newOne: 'new',
    take: 'Take it away',
    fields: {
      code: 'Code',
      id: 'Name of the calendar',
      en: 'Name in English',
      zh: 'Name in Chinese',
      segment: 'Segment',
      time_zone: 'Time zone',
      calendar: 'Calendar',
      depth: 'Levels shown to the client',
      hours: 'Hours of a working day',
      days: 'Working days',
      holidays: 'Holidays',
      working: 'Days worked all the same',
      exceptions: 'Days with hours of their own',
    },
    hints: {
      codeClient: 'As it stands in your files, such as ACME.',
      codeSite: 'As it stands in your files, such as SHA1.',
      codeStays: 'The code stays: facts and figures are kept under it.',
      nameBoth: 'With one of the two names, that one is shown in both languages.',
      segment: 'Clients of one segment can share a contract.',
      zone: 'Such as Asia/Shanghai. Empty: that of the workspace.',
      calendarId: 'Letters and digits, such as netherlands.',
      hours: 'Such as 09:00-12:00, 13:00-18:00. A shift over midnight: 22:00-06:00.',
      ownHours: 'as above',
      holidays:
        'A day or range on each line, such as 2026-10-01..2026-10-07. A list can be pasted; names behind the days are left out.',
      working: 'Make-up days: worked although weekday or holiday says otherwise.',
      exceptions: 'Day and hours on each line: 2026-12-24 09:00-13:00.',
    },
    noCalendar: 'none: promises in working days cannot be judged',
    depths: { all: 'all levels', by_branch: 'as the file says, for each branch', level: 'down to level {level}' },
    days: {
      mon: 'Monday',
      tue: 'Tuesday',
      wed: 'Wednesday',
      thu: 'Thursday',
      fri: 'Friday',
      sat: 'Saturday',
      sun: 'Sunday',
    },
    ownHoursOf: 'Hours on {day}',
    meanwhile: {
      title: 'What somebody else changed meanwhile',
      nothing: 'Nothing in this form: another part of the file was changed.',
      field: 'Field',
      began: 'When you began',
      now: 'Now',
      yours: 'In your form',
      takeOn: 'Go on from what it says now, with my changes',
      takeOnHint:
        'Where both of you changed the same field, yours stays in the form. “Show what changes” shows all of it before you save.',
    },
  },
};

/** The words of these forms, in any language. */
export type FormWords = typeof formsEn;
