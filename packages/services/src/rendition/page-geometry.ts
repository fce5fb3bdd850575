const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 64;

/** A sheet and where on it head and foot stand, in points. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  /** left and right of head, body and foot */
  readonly margin: number;
  readonly bodyWidth: number;
  readonly headerTop: number;
  readonly footerBottom: number;
  /** between head or foot and body */
  readonly clearance: number;
}

/** A4 upright. */
export const PAGE: Paper = {
  width: WIDTH,
  height: HEIGHT,
  margin: MARGIN,
  bodyWidth: WIDTH - MARGIN * 2,
  headerTop: 34,
  footerBottom: 30,
  clearance: 14,
};
