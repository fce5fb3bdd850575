import { createHash } from 'node:crypto';

/** Enough for every statement that the repositories hold; beyond it statements run unprepared rather than fill the server. */
const MOST_NAMES = 500;

const names = new Map<string, string>();

/**
 * The name under which a statement is prepared: its own digest, so that the same text is prepared once per connection and two
 * texts never share a name. PostgreSQL prepares only what is named.
 */
export const statementName = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `miji_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
  names.set(text, name);
  return name;
};
