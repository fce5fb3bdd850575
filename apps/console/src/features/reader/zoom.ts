/** How large a page is shown; 1: as wide as there is room for. */
export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

/** The next larger or smaller size, or the same where there is none. */
export const nextZoom = (zoom: number, step: 1 | -1): number => {
  const further = step === 1 ? ZOOMS.find((one) => one > zoom) : ZOOMS.findLast((one) => one < zoom);
  return further ?? zoom;
};
