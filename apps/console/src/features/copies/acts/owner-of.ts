/** `HYYH`: whose copy it is. */
export const ownerOf = (copy: string): string => copy.slice(0, copy.indexOf('-'));
