import type { FieldKind } from './record-class.ts';

/** What a field may hold. Whatever else stands there is hidden whole. */
export type FieldValue = string | number | bigint | null | undefined;

/** What stands for something of which nothing at all is shown. */
export const HIDDEN = '***';

/**
 * A value as it is shown to whoever may not see it in clear. What is hidden is gone: stars stand for it, as many whatever its
 * length, and never a digest. What does not look like its kind is hidden whole; nothing stays nothing.
 *
 * - name: its first character; mobile: 3 + 4; identity document: its first and last character; card, account: the last 4
 * - e-mail: its first character and the domain; address: down to the district; date: the year; amount and text: nothing
 *
 * @example
 * ```ts
 * mask('mobile', '+86 138-1234-5678'); // '138****5678'
 * mask('name', '阿卜杜拉·买买提'); // '阿**'
 * ```
 * @see K-15
 */
export const mask = (kind: FieldKind, value: unknown): string => {
  const text = textOf(value);
  return text === null ? HIDDEN : text === '' ? '' : (MASKS[kind](text) ?? HIDDEN);
};

/** One writing for all: full-width becomes half-width, and what is not seen is taken out. */
const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  return String(value).normalize('NFKC').replace(/\p{C}/gu, '').trim();
};

const name = (text: string): string | null => {
  const [first, ...rest] = text;
  return first === undefined || rest.length === 0 || !/\p{L}/u.test(first) ? null : `${first}**`;
};

const digitsOf = (text: string): string => text.replace(/[\s\-()./]/gu, '');

const mobile = (text: string): string | null => {
  const digits = digitsOf(text).replace(/^(?:\+|00)?86(?=1\d{10}$)/u, '');
  if (!/^1\d{10}$/u.test(digits)) return lastFour(9)(text);
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
};

const identity = (text: string): string | null => {
  const written = digitsOf(text);
  return /^[\dA-Za-z]{6,}$/u.test(written) ? `${written.slice(0, 1)}******${written.slice(-1)}` : null;
};

const lastFour =
  (shortest: number) =>
  (text: string): string | null => {
    const written = digitsOf(text).replace(/^\+/u, '');
    return written.length >= shortest && /^[\dA-Za-z]+$/u.test(written) ? `****${written.slice(-4)}` : null;
  };

const email = (text: string): string | null => {
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || local === '' || !/^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u.test(domain)) return null;
  const [first = '', ...rest] = local;
  return rest.length === 0 ? `${HIDDEN}@${domain}` : `${first}${HIDDEN}@${domain}`;
};

const PROVINCE = /^[\p{Script=Han}]{2,9}?(?:省|自治区|特别行政区)/u;
const CITY = /^[\p{Script=Han}]{2,9}?(?:市|自治州|地区|盟)/u;
const DISTRICT = /^[\p{Script=Han}]{1,8}?(?:区|自治县|县|自治旗|旗|市)/u;
/** What lies within a district: where one of these stands, it was no district that was found. */
const WITHIN = /[路街道巷弄胡同号栋楼座室幢镇乡村屯组园社苑庄厦]|小区/u;

const address = (text: string): string | null => {
  const written = text.replace(/\s/gu, '');
  const province = partOf(PROVINCE, written);
  const city = partOf(CITY, written.slice(province.length));
  const above = province + city;
  if (above === '') return null;
  const shown = above + partOf(DISTRICT, written.slice(above.length));
  return `${shown}${HIDDEN}`;
};

const partOf = (part: RegExp, text: string): string => {
  const found = part.exec(text)?.[0] ?? '';
  return WITHIN.test(found) ? '' : found;
};

const date = (text: string): string | null => {
  const year = /^(\d{4})(?:-|\/|\.|年|(?=\d{4}$))/u.exec(text)?.[1];
  return year === undefined ? null : `${year}-**-**`;
};

const nothing = (): null => null;

const MASKS: Readonly<Record<FieldKind, (text: string) => string | null>> = {
  name,
  mobile,
  identity,
  card: lastFour(12),
  account: lastFour(8),
  email,
  address,
  amount: nothing,
  date,
  text: nothing,
};
