/** Reports. */
export const reports = {
  company: 'Company',
  month: 'Month',
  field: {
    number: 'Item',
    level: 'Level',
    catalogue: 'Catalogue',
    ends: 'Declassifies',
    manager: 'Responsible manager',
    at: 'Time',
    person: 'Person',
    act: 'Act',
  },
  act: { viewed: 'looked at the entry', read: 'read the text' },
  expiring: {
    title: 'Ending within 90 days',
    lead: 'What ends declassifies by itself (GS-14); an extension has to be asked for before (GS-15).',
    none: 'Nothing ends within 90 days.',
    by_week: 'By week',
    week: 'Week from {{from}}',
    none_this_week: 'none',
    file_name: 'ending-within-90-days',
  },
  headquarters: {
    title: 'Reads by the head office’s executives',
    lead: 'What the head office’s general manager and deputies read under their right to know all (GS-16).',
    none: 'There were none this month.',
    sum: '{{reads}} reads of {{items}} items; the last',
    file_name: 'head-office-reads',
  },
} as const;
