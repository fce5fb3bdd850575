/** Customers and their grades. */
export const customers = {
  title: 'Customers',
  lead: 'The grade of a customer decides the level of its files (CD-05…07); a new grade reclassifies them at once.',
  register: 'Enter a customer',
  registered: '{{name}} was entered',
  find: 'Number or name',
  all_grades: 'All grades',
  none: 'No customer matches.',
  field: {
    number: 'Number',
    name: 'Name',
    grade: 'Grade',
    since: 'Since',
    catalogue: 'Catalogue entry of its files',
    reason: 'Reason',
    act: 'Act',
  },
  grade: { ordinary: 'ordinary', important: 'important', decisive: 'decisive' },
  grade_means: {
    ordinary: 'Ordinary business: files are confidential (CD-05)',
    important: 'Important business: files are secret (CD-06)',
    decisive: 'The company’s interests depend on it: files are top secret (CD-07)',
  },
  change: 'Change grade',
  change_of: 'Change the grade of {{name}}',
  change_lead: 'Level, range and marks of all its files and their copies change with it.',
  graded: 'The grade was changed; {{count}} files were reclassified',
} as const;
