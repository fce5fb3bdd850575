const UNITS = ['B', 'KB', 'MB', 'GB'] as const;
const STEP = 1_024;

/** How large a file is, as people say it: `12.3 MB`. */
export const fileSize = (bytes: number): string => {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(STEP)));
  const amount = bytes / STEP ** power;
  return `${power === 0 || amount >= 100 ? Math.round(amount) : Math.round(amount * 10) / 10} ${UNITS[power]}`;
};
