import { POST_NAMES } from '@miji/core';
import type { DemoAccount } from './demo/group.ts';
import type { Settings } from './settings.ts';

/** Columns that line up: a Chinese character is two wide. */
const width = (text: string): number => text.length + (text.match(/[⺀-￦]/gu) ?? []).length;
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(1, to - width(text)));

/** What stands on the terminal once everything runs: where, as whom, and how to end it. */
export const greeting = ({
  settings,
  baseUrl,
  demo,
  keyId,
  seconds,
}: {
  readonly settings: Settings;
  readonly baseUrl: string;
  readonly demo: { readonly accounts: readonly DemoAccount[]; readonly password: string } | null;
  readonly keyId: string;
  readonly seconds: number;
}): string => {
  const lines = ['', `  Miji 密级 is running: ${baseUrl}   (ready after ${seconds.toFixed(1)} s)`, ''];
  if (demo !== null) {
    lines.push(`  Demonstration group; every account has the password  ${demo.password}`, '');
    for (const { email, name, company, post } of demo.accounts) {
      lines.push(`    ${pad(email, 38)}${pad(name, 10)}${pad(company, 12)}${POST_NAMES[post]}`);
    }
    lines.push('');
  }
  if (settings.clock === 'manual') lines.push('  The clock is manual: it stands still until somebody sets it.', '');
  lines.push(
    `  REST: ${baseUrl}/openapi.json   health: ${baseUrl}/healthz   metrics: ${baseUrl}/metrics`,
    `  The trace is sealed with key ${keyId}`,
    '  Play the main job:  npm run tour        Stop:  Ctrl-C        Not for state secrets.',
    '',
  );
  return lines.join('\n');
};
