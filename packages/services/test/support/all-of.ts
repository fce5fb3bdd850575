/** Everything that a stream gives. */
export const allOf = async <T>(stream: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const one of stream) found.push(one);
  return found;
};
