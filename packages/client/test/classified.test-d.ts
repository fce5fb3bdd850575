// oxlint-disable typescript/restrict-template-expressions, typescript/no-unsafe-unary-minus, typescript/no-misused-spread, vitest/expect-expect -- that all this is wrong is what is tested
import type { Operation } from '@miji/core';
import { describe, expectTypeOf, it } from 'vitest';
import type { Allowed, Classified, LocalMiji } from '../src/index.ts';
import { classify } from '../src/index.ts';

declare const salary: Classified<number>;
declare const other: Classified<number>;
declare const name: Classified<string>;
declare const flag: Classified<boolean>;
declare const names: Classified<readonly string[]>;
declare const person: Classified<{ readonly phone: string }>;
declare const forPayroll: Classified<number, 'view', 'payroll'>;
declare const toCopy: Classified<string, 'copy'>;
declare const payroll: Allowed<'view', 'payroll'>;
declare const marketing: Allowed<'view', 'marketing'>;
declare const copying: Allowed<'copy', 'payroll'>;
declare const local: LocalMiji;
const wish = { person: 'p', item: 'HYYH-2026-000012', operation: 'view', purpose: 'payroll' } as const;

/** What React renders, as its types say it. */
type ReactNode =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Iterable<ReactNode>
  | { readonly type: string };
declare const render: (node: ReactNode) => void;
declare const element: HTMLElementLike;
interface HTMLElementLike {
  textContent: string;
}

describe('a classified value becomes no text', () => {
  it('in a template, a sum, or where a text is wanted', () => {
    // @ts-expect-error no template takes it
    void `${name}`;
    // @ts-expect-error in the middle of one neither
    void `Dear ${name}, welcome`;
    // @ts-expect-error nor is it added to a text
    void (name + '');
    // @ts-expect-error from either side
    void ('' + name);
    // @ts-expect-error it is no string
    const text: string = name;
    // @ts-expect-error and belongs to no list of strings
    const list: string[] = [name];
    // @ts-expect-error no function of texts takes it
    void ''.concat(name);
    // @ts-expect-error it joins nothing
    void [1, 2].join(name);
    // @ts-expect-error it is searched for nowhere
    void 'a text'.includes(name);
    // @ts-expect-error it is no address
    void new URL(name);
    // @ts-expect-error nor a part of one
    void encodeURIComponent(name);
    // @ts-expect-error it is no message of an error
    void new Error(name);
    // @ts-expect-error nothing of a page shows it
    element.textContent = name;
    // @ts-expect-error it has none of the methods of what is in it
    void name.toUpperCase();
    // @ts-expect-error nor its length
    void name.length;
    // @ts-expect-error nor its characters
    void name[0];
    // @ts-expect-error no header carries it
    void new Headers({ 'x-name': name });
    // @ts-expect-error it is not written to a response
    void new Response(name);
    // @ts-expect-error nor read as JSON
    void JSON.parse(name);
    void [text, list];
  });
});

describe('a classified value becomes no number, and is compared with nothing', () => {
  it('in a calculation or a comparison', () => {
    // @ts-expect-error it is not added
    void (salary + 1);
    // @ts-expect-error nor multiplied
    void (salary * 12);
    // @ts-expect-error nor negated
    void -salary;
    // @ts-expect-error nor turned into a number
    void +salary;
    // @ts-expect-error it is no number
    const amount: number = salary;
    // @ts-expect-error it is not rounded
    void Math.round(salary);
    // @ts-expect-error nor is it the largest of some
    void Math.max(1, salary);
    // @ts-expect-error it is below nothing
    void (salary < 100_000);
    // @ts-expect-error nor below another of its kind
    void (salary < other);
    // @ts-expect-error it equals no number
    void (salary === 98_000);
    // @ts-expect-error nor a text
    void (name === 'Zhou');
    // @ts-expect-error it is no date
    void new Date(salary);
    // @ts-expect-error it is no truth
    const truth: boolean = flag;
    // @ts-expect-error it is formatted by nobody
    void new Intl.NumberFormat('zh').format(salary);
    // @ts-expect-error it counts nothing
    void 'a'.repeat(salary);
    void [amount, truth];
  });
});

describe('a classified value is not taken apart', () => {
  it('by spreading, iterating or looking into it', () => {
    // @ts-expect-error it is not spread
    void { ...person };
    // @ts-expect-error nor iterated
    void [...names];
    // @ts-expect-error nor mapped
    void names.map((one: string) => one);
    // @ts-expect-error its properties are not those of what is in it
    void person.phone;
    // @ts-expect-error nor destructured
    void (({ phone }: { readonly phone: string }) => phone)(person);
    // @ts-expect-error its private field is nobody's
    void salary.value;
    // @ts-expect-error a loop finds nothing
    for (const one of names) void one;
    // @ts-expect-error it is not rendered
    render(name);
    // @ts-expect-error nor among others
    render([salary]);
    // @ts-expect-error what is in it is not what it is
    const plain: { readonly phone: string } = person;
    // @ts-expect-error one of a number is not one of a text
    const wrong: Classified<string> = salary;
    // @ts-expect-error nor does a plain value pass for one
    const bare: Classified<number> = 98_000;
    // @ts-expect-error nor something that looks like one
    const fake: Classified<number> = { level: 'secret', subject: { item: 'x' }, reveal: async () => 1 };
    void [plain, wrong, bare, fake];
  });
});

describe('a classified value is revealed', () => {
  it('by an allowed decision for its operation and purpose, and by nothing else', async () => {
    expectTypeOf(forPayroll.reveal(payroll)).resolves.toEqualTypeOf<number>();
    // @ts-expect-error not without any
    void salary.reveal();
    // @ts-expect-error not by saying so
    void salary.reveal(true);
    // @ts-expect-error not by something of that shape
    void salary.reveal({ outcome: 'allowed', person: 'p', operation: 'view', purpose: 'payroll' });
    // @ts-expect-error not for another purpose
    void forPayroll.reveal(marketing);
    // @ts-expect-error not for another operation
    void forPayroll.reveal(copying);
    // @ts-expect-error not by the right to look, where copying is what it takes
    void toCopy.reveal(payroll);
    const decision = await local.permit(wish);
    // @ts-expect-error not before it is known to be allowed
    void forPayroll.reveal(decision);
    if (decision.outcome === 'allowed') expectTypeOf(forPayroll.reveal(decision)).resolves.toBeNumber();
    // @ts-expect-error not by one that is denied
    else void forPayroll.reveal(decision);
    // @ts-expect-error an answer to a mere question opens nothing
    void salary.reveal(local.decide(wish));
    // @ts-expect-error the value comes when the reading is written down, and not before
    const early: number = forPayroll.reveal(payroll);
    // @ts-expect-error nobody wishes for something without a purpose
    void local.permit({ person: 'p', item: 'HYYH-2026-000012', operation: 'view' });
    // @ts-expect-error nor for what is no operation
    void local.permit({ ...wish, operation: 'delete' });
    void early;
  });

  it('only of what was sealed with a level and a subject', () => {
    // @ts-expect-error a value is of something
    void classify(1, { level: 'secret' });
    // @ts-expect-error a value has a level
    void classify(1, { item: 'x' }, {});
    // @ts-expect-error of which there are three
    void classify(1, { item: 'x' }, { level: 'internal' });
    // @ts-expect-error a record is named by its class and its key
    void classify(1, { record: 'x' }, { level: 'secret' });
    const sealed = classify('x', { item: 'x' }, { level: 'secret', operation: 'copy', purpose: 'audit' });
    expectTypeOf(sealed).toEqualTypeOf<Classified<string, 'copy', 'audit'>>();
    expectTypeOf<'view'>().toExtend<Operation>();
  });
});
