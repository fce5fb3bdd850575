/** The one character of JSON that no text of the database can hold. */
const NUL = '\u0000';

/**
 * The field of an input whose text holds a NUL, as `range.0.reason`; null where none does. It keeps its own list of what is left to
 * look at, so that no depth of nesting can exhaust the stack.
 */
export const fieldWithNul = (input: unknown): string | null => {
  const left: { readonly value: unknown; readonly at: readonly string[] }[] = [{ value: input, at: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, at } = next;
    if (typeof value === 'string' && value.includes(NUL)) return at.slice(0, 5).join('.').slice(0, 100);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) left.push({ value: inner, at: [...at.slice(0, 5), name] });
  }
  return null;
};
