const WIDTH = 595.28;
const MARGIN = 64;

/** A4 upright, in points. */
export const PAGE = { width: WIDTH, height: 841.89, margin: MARGIN, bodyWidth: WIDTH - MARGIN * 2 } as const;
