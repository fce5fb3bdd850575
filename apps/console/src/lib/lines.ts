/** The lines of a text, as they are counted for an excerpt: from 1, a line ends at each line break. */
export const linesOf = (text: string): readonly string[] => text.split('\n');
