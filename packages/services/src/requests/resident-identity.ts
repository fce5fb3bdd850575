import { Temporal } from '@miji/core';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const SHAPE = /^\d{17}[\dXx]$/;

/**
 * Whether a number could be that of a resident identity card: its last digit fits the others, and the day of birth in it is one. Codes
 * of places are not looked at: cards carry those of places that are gone.
 *
 * @see AR-30 GB 11643, ISO 7064 MOD 11-2
 */
export const isResidentIdentity = (number: string): boolean => {
  if (!SHAPE.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_DIGITS[sum % CHECK_DIGITS.length] === number.at(-1)?.toUpperCase() && isDay(number.slice(6, 14));
};

const isDay = (digits: string): boolean => {
  try {
    Temporal.PlainDate.from(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`);
    return true;
  } catch {
    return false;
  }
};
