import { describe, expect, test } from 'vitest';
import { readSettings, StartupError } from '../src/settings.ts';

describe('what is sent to people is encrypted on the way (SG-03)', () => {
  const inEarnest = (given: Readonly<Record<string, string>>) => () =>
    readSettings({ NODE_ENV: 'production', ...given });

  test.each([{ MIJI_BASE_URL: 'http://miji.example' }, { MIJI_HOST: '0.0.0.0' }, { MIJI_HOST: '192.0.2.7' }])(
    '%o is refused in earnest, and the line says what to do',
    (given) => {
      expect(inEarnest(given)).toThrow(StartupError);
      expect(inEarnest(given)).toThrow(/^MIJI_BASE_URL takes https/);
      expect(readSettings(given).production).toBe(false);
    },
  );

  test.each([
    {},
    { MIJI_HOST: '::1' },
    { MIJI_BASE_URL: 'http://localhost:4400' },
    { MIJI_HOST: '0.0.0.0', MIJI_BASE_URL: 'https://miji.example' },
  ])('%o is not: it stays on this machine, or a proxy encrypts it', (given) => {
    expect(inEarnest(given)().production).toBe(true);
  });
});
