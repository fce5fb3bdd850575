/** As long as a line may be in the trace. */
const LONGEST_LINE = 200;

/** What somebody typed, as it may stand in the trace: on one line, and no longer than one. Nothing may be left of it. */
export const onOneLine = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_LINE)
    // Half a sign, where it was cut in the middle, cannot be written down.
    .toWellFormed();
