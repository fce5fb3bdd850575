import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { expected } from './support/periods.ts';

const run = promisify(execFile);

/** Replays the fixture in a process of its own, since a process reads its zone once. */
const replayIn = async (zone: string): Promise<unknown> => {
  const script = join(import.meta.dirname, 'support/replay-periods.ts');
  const { stdout } = await run(process.execPath, ['--conditions=@miji/source', script], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout);
};

describe('the zone of the process', () => {
  it.each([
    ['UTC', '2026-01-01T12:00:00.000Z'],
    ['Asia/Shanghai', '2026-01-01T04:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-01-01T23:00:00.000Z'],
  ])('moves no secrecy period when it is %s', async (zone, noonInLocalTime) => {
    expect(await replayIn(zone)).toEqual({ noonInLocalTime, rows: expected() });
  });
});
