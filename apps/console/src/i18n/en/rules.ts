import type { Translation } from '../translation.ts';
import type { rules as zh } from '../zh-cn/rules.ts';

/** The rules, for reading. */
export const rules: Translation<typeof zh> = {
  title: 'Rules',
  intro:
    'Rule set version {{version}} is in force; this page is for reading. Each rule names the article it comes from.',
  matrix: {
    heading: 'Who approves what',
    explain: 'Rows are operations, columns levels. Nobody decides a request that he made, drafted or gains from.',
    operation: 'Operation',
    empty: 'Not provided for, hence not allowed',
  },
  ranges: { heading: 'The rules' },
  catalogue: {
    heading: 'Catalogue of what is secret',
    explain: 'Where the regulations give no default level, classifying needs a stated reason.',
    code: 'Code',
    kind: 'Kind',
    level: 'Default level',
    not_set: 'not set',
    reason: 'Reason',
    needs_reason: 'A reason, and somebody confirms it',
    reason_always: 'A reason is needed',
    no_reason: 'A reason where the level differs',
    article: 'Article',
    file_name: 'scope-catalogue',
    kind_zh: 'Kind (Chinese)',
    kind_en: 'Kind (English)',
  },
  out_of_scope: { heading: 'Out of scope', explain: 'Such material cannot be classified at all (GS-09).' },
  limits: {
    heading: 'Times and numbers',
    house: 'house',
    request: 'A request that is not decided within {{duration}} counts as refused.',
    grant: 'A grant that is not used up within {{duration}} is void for the rest.',
    copies: 'One request asks for at most {{count}} copies.',
  },
};
