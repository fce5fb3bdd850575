import { ruleDocument } from '@miji/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (value: unknown, name: string): Json => {
  const found = isJson(value) ? value[name] : undefined;
  return isJson(found) ? found : {};
};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const alternatives = (schema: Json): readonly Json[] =>
  [schema['anyOf'], schema['oneOf']].flatMap((value) => (Array.isArray(value) ? value.filter(isJson) : []));

/** A type in a few words: `level or null`, `list of post, department`. */
const typeOf = (schema: Json): string => {
  if (typeof schema['$ref'] === 'string') return 'Approver';
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => `\`${String(value)}\``).join(' ');
  if (typeof schema['const'] === 'string') return `\`${schema['const']}\``;
  const several = alternatives(schema);
  if (several.length > 0) return [...new Set(several.map(typeOf))].join(' or ');
  if (schema['type'] === 'array') return `list of ${typeOf(part(schema, 'items'))}`;
  if (isJson(schema['properties'])) return 'entry';
  return schema['type'] === 'object' ? 'map' : text(schema['type']);
};

const rowsOf = (schema: Json): readonly string[] =>
  Object.entries(part(schema, 'properties')).map(([name, value]) => {
    const field = isJson(value) ? value : {};
    return `| \`${name}\` | ${typeOf(field)} | ${text(field['zh'])} | ${text(field['description'])} |`;
  });

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const HEAD = ['| field | type | 含义 | meaning |', '|---|---|---|---|'];

const entryOf = (schema: Json): Json => {
  if (schema['type'] === 'array') return part(schema, 'items');
  return isJson(schema['additionalProperties']) ? schema['additionalProperties'] : schema;
};

const OFFICES = [
  [
    'post',
    '某公司（密件所属公司、总公司、申请人所在公司）的某职务',
    'a post of the owner, the head office, or the requester’s company',
  ],
  ['in_charge', '分管该项业务的某职务', 'a post in charge of the item’s line of business'],
  ['responsible_manager', '该件的主管人员', 'the manager responsible for the item'],
  ['requester_department_head', '申请人所在部门负责人', 'the head of the requester’s department'],
  ['nobody', '任何人均不得批准', 'nobody: the operation is forbidden'],
  ['all_of', '均须同意', 'all of them'],
  ['any_of', '任一同意即可', 'any of them'],
  ['in_order', '依次同意', 'one after the other'],
  [
    'at_least',
    '担任这些职务的人中至少 `count` 人同意；按人计，一人兼数职只算一人',
    'at least `count` different people who hold these offices; whoever holds two of them is one',
  ],
] as const;

/** The reference, as it follows from the schema that every draft is checked against. */
const reference = (): string => {
  const root: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(ruleDocument, { io: 'input' })));
  const document = isJson(root) ? root : {};
  const sections = Object.entries(part(document, 'properties')).flatMap(([name, value]) => {
    const field = isJson(value) ? value : {};
    return [
      `## \`${name}\``,
      '',
      `${text(field['zh'])}。${sentence(text(field['description']))}`,
      '',
      ...HEAD,
      ...rowsOf(entryOf(field)),
      '',
    ];
  });
  return [
    '# The rule set, field by field · 规则集字段说明',
    '',
    'Drawn from the schema that every draft is checked against (`packages/contract/src/rules.ts`); do not edit it. After a change:',
    '`npx vitest run --project api rule-set-reference -u`. How to change rules in the console: [setting up your rules](setting-up-your-rules.md).',
    '',
    ...sections,
    '## Approver',
    '',
    '由谁批准：一个职务，或几个职务以“均须”“任一”“依次”相连，或者其中若干人同意。An office, or several joined by all_of, any_of, in_order, or so many of their holders by at_least.',
    '',
    '| kind | 含义 | meaning |',
    '|---|---|---|',
    ...OFFICES.map(([kind, zh, en]) => `| \`${kind}\` | ${zh} | ${en} |`),
    '',
  ].join('\n');
};

test('the reference of the rule set is what its schema says', async () => {
  await expect(reference()).toMatchFileSnapshot('../../../docs/rule-set.md');
});
