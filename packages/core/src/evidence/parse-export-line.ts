import type { CanonicalValue } from './canonical.ts';
import { canonical } from './canonical.ts';
import type { ExportStatement, SegmentStatement } from './chain.ts';

/** A line as it was read: the event is kept as it stands, because it is hashed as it stands. */
export type ParsedLine =
  | {
      readonly type: 'manifest';
      readonly statement: ExportStatement;
      readonly signature: string;
      readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[];
    }
  | { readonly type: 'segment'; readonly statement: SegmentStatement; readonly signature: string }
  | {
      readonly type: 'entry';
      readonly number: number;
      readonly hash: string;
      readonly event: CanonicalValue;
      readonly eventId: string | null;
    };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('text expected');
  return value;
};
const count = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new TypeError('count expected');
  return value;
};
const fields = (value: unknown): Fields => {
  if (!isFields(value)) throw new TypeError('object expected');
  return value;
};
const exactly = <T extends string>(value: unknown, wanted: T): T => {
  if (value !== wanted) throw new TypeError(`${wanted} expected`);
  return wanted;
};

/** JSON holds nothing but canonical values, apart from fractions, which {@link canonical} refuses by itself. */
const isCanonical = (value: unknown): value is CanonicalValue =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isSafeInteger(value)) ||
  (Array.isArray(value) ? value.every(isCanonical) : isFields(value) && Object.values(value).every(isCanonical));

const exportStatement = (value: unknown): ExportStatement => {
  const read = fields(value);
  return {
    format: exactly(read['format'], 'miji/export/1'),
    companyId: text(read['companyId']),
    from: text(read['from']),
    to: text(read['to']),
    firstSegment: count(read['firstSegment']),
    lastSegment: count(read['lastSegment']),
    entries: count(read['entries']),
    root: text(read['root']),
    exportedAt: text(read['exportedAt']),
    keyId: text(read['keyId']),
  };
};

const segmentStatement = (value: unknown): SegmentStatement => {
  const read = fields(value);
  return {
    format: exactly(read['format'], 'miji/segment/1'),
    companyId: text(read['companyId']),
    number: count(read['number']),
    firstEntry: count(read['firstEntry']),
    lastEntry: count(read['lastEntry']),
    previousRoot: text(read['previousRoot']),
    root: text(read['root']),
    sealedAt: text(read['sealedAt']),
    keyId: text(read['keyId']),
  };
};

const understand = (read: Fields): ParsedLine => {
  switch (read['type']) {
    case 'manifest': {
      const keys = Array.isArray(read['keys']) ? read['keys'] : [];
      return {
        type: 'manifest',
        statement: exportStatement(read['statement']),
        signature: text(read['signature']),
        keys: keys.map((key: unknown) => {
          const { keyId, publicKey } = fields(key);
          return { keyId: text(keyId), publicKey: text(publicKey) };
        }),
      };
    }
    case 'segment':
      return { type: 'segment', statement: segmentStatement(read['statement']), signature: text(read['signature']) };
    case 'entry': {
      const event = read['event'];
      if (!isCanonical(event)) throw new TypeError('not a value that can be hashed');
      const id = isFields(event) ? event['id'] : null;
      return {
        type: 'entry',
        number: count(read['number']),
        hash: text(read['hash']),
        event,
        eventId: typeof id === 'string' ? id : null,
      };
    }
    default:
      throw new TypeError('manifest, segment or entry expected');
  }
};

/** What a line says once it is understood, in the shape in which it is written. */
const written = (line: ParsedLine): CanonicalValue =>
  line.type === 'entry' ? { type: line.type, number: line.number, hash: line.hash, event: line.event } : line;

/**
 * Whether a line holds what was understood of it and nothing else. JSON lets a key stand twice, and the first value would be
 * read by people and by nobody's hash; the same goes for a field that verification does not look at.
 */
const saysNothingElse = (text: string, read: Fields, line: ParsedLine): boolean =>
  JSON.stringify(read) === text && isCanonical(read) && canonical(read) === canonical(written(line));

/** Reads one line of an export, in JSON without white space; null where it is none. */
export const parseExportLine = (line: string): ParsedLine | null => {
  try {
    const text = line.trim();
    const read = fields(JSON.parse(text));
    const understood = understand(read);
    return saysNothingElse(text, read, understood) ? understood : null;
  } catch {
    return null;
  }
};
