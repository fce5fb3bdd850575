/** Verbs with a key of their own in their input: run again, they find what they have made. */
export const OWN_KEY: ReadonlySet<string> = new Set([
  'items.register',
  'requests.file',
  'classification.file',
  'classification.releasePart',
  'customers.register',
  'grants.use',
  'copies.carryOut',
  'copies.takeOver',
  'copies.destroy',
  'movements.announce',
  'custody.enterOriginal',
  'loans.handOut',
  'handovers.propose',
]);

/** What they answer is shown once, and so it is kept nowhere: a key, a first password. */
export const SHOWN_ONCE: ReadonlySet<string> = new Set(['serviceKeys.issue', 'organisation.openAccount']);

/** What they take is known by ids of its own, one by one: a name for the whole of it tells nothing more. */
export const NEEDS_NO_NAME: ReadonlySet<string> = new Set(['access.report']);
