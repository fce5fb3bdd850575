import { describe, expect, test } from 'vitest';
import { DESTINATIONS, isWithin } from '../src/app/navigation.ts';
import { registerOf, registersFor } from '../src/app/registers.ts';

describe('the registers under 台账', () => {
  test.each([
    ['/copies', 'copies'],
    ['/copies/HYYH-2026-000012-003', 'copies'],
    ['/loans/HYYH-JY-2026-000001', 'loans'],
    ['/custody', 'custody'],
    ['/custody/stores', 'stores'],
    ['/custody/stocktaking/HYYH-PD-2026-000001', 'stocktaking'],
    ['/handovers', 'handovers'],
    ['/custodyx', undefined],
    ['/items', undefined],
  ])('%s belongs to %s', (pathname, register) => {
    expect(registerOf(pathname)).toBe(register);
    const within = DESTINATIONS.filter((destination) => isWithin(pathname, destination)).map(({ noun }) => noun);
    expect(within.includes('copies')).toBe(register !== undefined);
  });

  test('whoever keeps nothing is not sent to the keeper’s desk', () => {
    expect(registersFor(false).map(({ register }) => register)).not.toContain('custody');
    expect(registersFor(true).map(({ register }) => register)).toContain('custody');
  });
});
