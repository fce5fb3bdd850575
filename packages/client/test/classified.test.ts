// oxlint-disable typescript/restrict-template-expressions, eqeqeq -- what must not be written is what is tried
import { Writable } from 'node:stream';
import { Console } from 'node:console';
import { format, inspect } from 'node:util';
import pino from 'pino';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Allowed, issueAllowed } from '../src/classified/allowed.ts';
import type { Subject } from '../src/index.ts';
import { Refusal, classify, ClassifiedLeak, isClassified } from '../src/index.ts';

const SECRET = '6217-0012-3456-7890';
const item = { item: 'HYYH-2026-000012' };
const card = classify(SECRET, item, { level: 'secret', purpose: 'payroll' });
/** The same value to a compiler that knows nothing of it: what is asked here is what happens at run time. */
const anything: never = card as never;

const thrownBy = (act: () => unknown): unknown => {
  try {
    return { gave: act() };
  } catch (error) {
    return error;
  }
};
const leak = (reason: string) => expect.objectContaining({ name: 'ClassifiedLeak', reason });

/** What something prints into a stream. */
const sink = (): { readonly stream: Writable; text(): string } => {
  const printed: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      printed.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => printed.join('') };
};

describe('a classified value', () => {
  it('prints as its level, alone, in an object and in a list', () => {
    expect(inspect(card)).toBe('〔机密〕');
    expect(inspect({ card, all: [card] })).toBe('{ card: 〔机密〕, all: [ 〔机密〕 ] }');
    expect(inspect(classify(1, item, { level: 'top_secret' }))).toBe('〔绝密〕');
    expect(inspect(classify(1, item, { level: 'confidential' }))).toBe('〔秘密〕');
    expect(format('%o %O %j', { a: 1 }, card, 1)).not.toContain(SECRET);
    expect(inspect(card, { customInspect: false, showHidden: true, depth: 9 })).not.toContain(SECRET);
  });

  it('prints as its level by console.log, and as nothing by its table and its directory', () => {
    const { stream, text } = sink();
    const console = new Console(stream);
    console.log(card);
    console.log('%o', { card });
    console.table([{ card }]);
    console.dir(card, { showHidden: true, customInspect: false });
    expect(thrownBy(() => console.log('%s', card))).toEqual(leak('text'));
    expect(text()).toContain('〔机密〕');
    expect(text()).not.toContain(SECRET);
  });

  it.each([
    ['a template', 'text', () => `${anything}`],
    ['a sum', 'text', () => anything + ''],
    ['String()', 'text', () => String(card)],
    ['Number()', 'text', () => Number(card)],
    ['toString', 'text', () => card.toString()],
    ['toLocaleString', 'text', () => (card as { toLocaleString(): unknown }).toLocaleString()],
    ['valueOf', 'value', () => card.valueOf()],
    ['a comparison', 'text', () => (anything as string) < 'x'],
    ['a loose equality', 'text', () => anything == SECRET],
    ['a key of an object', 'text', () => ({ [anything]: 1 })],
    ['a sort', 'text', () => [anything, 'x'].sort()],
    ['a join', 'text', () => [card].join(',')],
    ['a date', 'text', () => new Date(anything)],
    ['JSON', 'json', () => JSON.stringify(card)],
    ['JSON of what holds it', 'json', () => JSON.stringify({ rows: [{ card }] })],
    ['a response', 'json', () => Response.json({ card })],
    ['parameters of an address', 'text', () => new URLSearchParams({ card: anything })],
  ])('throws in %s', (_, reason, act) => {
    const error = thrownBy(act);
    expect(error).toEqual(leak(reason));
    expect(inspect(error)).not.toContain(SECRET);
  });

  it('leaves nothing in a clone, a copy, its keys or its descriptors', () => {
    expect(structuredClone(card)).toEqual({});
    expect({ ...(card as object) }).toEqual({});
    expect(Object.keys(card)).toEqual([]);
    expect(Reflect.ownKeys(card)).toEqual([]);
    expect(thrownBy(() => [...anything])).toBeInstanceOf(TypeError);
    expect(Object.prototype.toString.call(card)).toBe('[object Classified]');
    expect(thrownBy(() => Object.assign(card, { x: 1 }))).toBeInstanceOf(TypeError);
    expect(isClassified(card)).toBe(true);
    expect(isClassified({ level: 'secret' })).toBe(false);
  });

  it('is written by pino as nothing, and the line is written all the same', () => {
    const { stream, text } = sink();
    const log = pino({}, stream);
    log.info({ card, user: 'zhou' }, 'read');
    log.info(card, 'alone');
    log.info('%o', { card });
    expect(thrownBy(() => log.info('%s', card))).toEqual(leak('text'));
    log.error({ err: new Error('x', { cause: card }) });
    expect(text()).not.toContain(SECRET);
    expect(text()).toContain('"msg":"read"');
  });

  it('is rendered by React as a failure, as text and as an attribute', () => {
    const render = (act: () => string) => thrownBy(act);
    const [child, attribute] = [
      render(() => renderToString(createElement('p', null, anything))),
      render(() => renderToString(createElement('p', { title: anything }))),
    ];
    expect(child).toBeInstanceOf(Error);
    expect(attribute).toBeInstanceOf(Error);
    expect(inspect([child, attribute])).not.toContain(SECRET);
  });
});

describe('reveal', () => {
  const noted: Subject[] = [];
  const issue = {
    person: 'zhou',
    subject: item as Subject,
    operation: 'view' as const,
    purpose: 'payroll' as const,
    decision: { code: 'ALLOWED_NAMED', rule: 'range.secret', article: 'GS-16', obligations: ['trace'] } as const,
    until: Number.POSITIVE_INFINITY,
    note: async (subject: Subject) => void noted.push(subject),
  };
  const open = (decision: unknown) => card.reveal(decision as never);

  it('gives the value to an allowed decision, after it was written down', async () => {
    expect(await open(issueAllowed(issue))).toBe(SECRET);
    expect(noted).toEqual([item]);
  });

  it('gives nothing where it cannot be written down', async () => {
    const full = { ...issue, note: () => Promise.reject(new Refusal('SPOOL_FULL')) };
    await expect(open(issueAllowed(full))).rejects.toMatchObject({ code: 'SPOOL_FULL' });
  });

  it.each([
    ['no_decision', undefined],
    ['no_decision', { ...issue, outcome: 'allowed' }],
    ['no_decision', Object.create(Allowed.prototype)],
    ['no_decision', Object.create(issueAllowed(issue))],
    ['no_decision', structuredClone(issueAllowed(issue))],
    ['no_decision', new Proxy(issueAllowed(issue), {})],
    ['other_subject', issueAllowed({ ...issue, subject: { item: 'HYYH-2026-000013' } })],
    ['other_operation', issueAllowed({ ...issue, operation: 'copy' })],
    ['other_purpose', issueAllowed({ ...issue, purpose: 'marketing' })],
    ['decision_over', issueAllowed({ ...issue, until: performance.now() })],
  ])('is refused with %s', async (reason, decision) => {
    await expect(open(decision)).rejects.toEqual(leak(reason));
  });

  it('is refused to a decision that somebody makes himself', () => {
    const { constructor } = issueAllowed(issue);
    expect(thrownBy(() => Reflect.construct(constructor, [Symbol('issuer'), issue]))).toEqual(leak('no_decision'));
  });

  it('is refused of one field to a decision on another, and given to one on the whole record', async () => {
    const record = { class: 'customer', ref: '42' };
    const phone = classify('138', { record, field: 'phone' }, { level: 'confidential' });
    const by = (subject: Subject) => phone.reveal(issueAllowed({ ...issue, subject }));
    expect(await by({ record })).toBe('138');
    expect(await by({ record, field: 'phone' })).toBe('138');
    await expect(by({ record, field: 'name' })).rejects.toEqual(leak('other_subject'));
    await expect(by({ record: { class: 'customer', ref: '43' } })).rejects.toBeInstanceOf(ClassifiedLeak);
  });
});
