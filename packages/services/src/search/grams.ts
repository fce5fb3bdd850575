/** What is compared: forms and cases that look alike are alike. */
export const plainForm = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Letters, digits and their marks that stand side by side; everything else only keeps words apart. */
const RUNS = /[\p{L}\p{N}\p{M}]+/gu;

const runsOf = (text: string): readonly string[][] => [...plainForm(text).matchAll(RUNS)].map(([run]) => [...run]);

/**
 * What a text is found by: every character, and every two that stand side by side. Chinese has no spaces to tell words by, and two
 * characters are enough to find any word of two or more.
 */
export const gramsOf = (text: string): ReadonlySet<string> => {
  const grams = new Set<string>();
  for (const run of runsOf(text)) {
    let before = '';
    for (const character of run) {
      grams.add(character);
      if (before !== '') grams.add(before + character);
      before = character;
    }
  }
  return grams;
};

/** What has to stand in a text for some words to be found there: of a word of one character that, of others every two. */
export const wantedGrams = (words: string): ReadonlySet<string> => {
  const grams = new Set<string>();
  for (const run of runsOf(words)) {
    const [first, ...others] = run;
    if (first !== undefined && others.length === 0) grams.add(first);
    for (const [index, character] of others.entries()) grams.add(`${run[index]}${character}`);
  }
  return grams;
};

/** Whether each of some words stands in a text as it was typed. */
export const standsIn = (text: string, words: string): boolean => {
  const plain = plainForm(text);
  return plainForm(words)
    .split(/\s+/u)
    .every((word) => plain.includes(word));
};
