import type { ServiceScope } from '@miji/contract';
import type { Operation } from '@miji/core';

/** What a service would ask. */
export interface SnippetQuestion {
  readonly person: string;
  readonly item: string;
  readonly operation: Operation;
}

interface Snippet {
  readonly scopes: readonly ServiceScope[];
  readonly question?: SnippetQuestion | undefined;
  readonly url: string;
  /** the public keys that a service pins which decides by itself */
  readonly pins?: readonly string[] | undefined;
}

const EXAMPLE: SnippetQuestion = {
  person: '<id of the person>',
  item: '<number of the item>',
  operation: 'view',
};

const text = (value: string): string => `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;

/** A service asks the server each time. */
const remote = ({ person, item, operation }: SnippetQuestion, url: string): readonly string[] => [
  `import { createMijiClient } from '@miji/client';`,
  '',
  `const miji = createMijiClient({ url: ${text(url)}, apiKey: process.env['MIJI_API_KEY'] ?? '' });`,
  `const decision = await miji.onBehalfOf(${text(person)}).access.check({`,
  `  item: ${text(item)},`,
  `  operation: ${text(operation)},`,
  '});',
  'console.log(decision.outcome, decision.code, decision.article);',
];

/** A service whose key opens the snapshot decides by itself. */
const local = (
  { person, item, operation }: SnippetQuestion,
  url: string,
  pins: readonly string[],
): readonly string[] => [
  `import { createMijiClient } from '@miji/client';`,
  `import { openSpool } from '@miji/client/node';`,
  '',
  `const miji = createMijiClient({ url: ${text(url)}, apiKey: process.env['MIJI_API_KEY'] ?? '' });`,
  `const spool = await openSpool({ folder: 'miji-spool', client: miji });`,
  pins.length === 0
    ? 'const local = miji.local({ spool });'
    : `const local = miji.local({ spool, snapshotKeys: [${pins.map(text).join(', ')}] });`,
  'await local.ready();',
  'const answer = await local.decideOrAsk({',
  `  person: ${text(person)},`,
  `  item: ${text(item)},`,
  `  operation: ${text(operation)},`,
  '});',
  'console.log(answer);',
];

/** TypeScript that asks one question, in the way that a key opens; null where it opens none. */
export const snippetText = ({ scopes, question = EXAMPLE, url, pins = [] }: Snippet): string | null => {
  if (scopes.includes('snapshot')) return `${local(question, url, pins).join('\n')}\n`;
  return scopes.includes('access') ? `${remote(question, url).join('\n')}\n` : null;
};
