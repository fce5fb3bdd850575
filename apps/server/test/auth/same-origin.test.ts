import { expect, it } from 'vitest';
import { sameOrigin } from '../../src/auth/same-origin.ts';

const BASE = 'https://miji.example.com/desk';
const own = (headers: Record<string, string>, trusted: readonly string[] = []) =>
  sameOrigin(new Headers(headers), BASE, trusted);

it('a request of our own page is our own', () => {
  expect(own({ origin: 'https://miji.example.com' })).toBe(true);
  expect(own({ 'sec-fetch-site': 'same-origin' })).toBe(true);
  expect(own({ origin: 'http://localhost:4400' }, ['http://localhost:4400'])).toBe(true);
});

it('a request of any other page is not', () => {
  const foreign = [
    'https://evil.example',
    'http://miji.example.com',
    'https://miji.example.com:8443',
    'https://a.miji.example.com',
    'https://miji.example.com.evil.example',
    'null',
    '',
  ];
  for (const origin of foreign) expect(own({ origin, 'sec-fetch-site': 'same-origin' }), origin).toBe(false);
  for (const site of ['cross-site', 'same-site', 'none']) expect(own({ 'sec-fetch-site': site }), site).toBe(false);
});

it('a request that does not say where it comes from is not', () => {
  expect(own({})).toBe(false);
  expect(own({ referer: 'https://miji.example.com/' })).toBe(false);
});
