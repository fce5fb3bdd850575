import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Items, Story } from '../story.ts';

const VERIFIER = fileURLToPath(new URL('../../../../packages/client/src/bin/verify.ts', import.meta.url));

/** Runs the stand-alone verifier, as an auditor would on a machine of his own. */
const verify = (file: string): { readonly whole: boolean; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@miji/source', VERIFIER, file], {
    encoding: 'utf8',
  });
  return { whole: status === 0, said: (stdout + stderr).trim().split('\n')[0] ?? '' };
};

/** The trace of the days is exported and verified; one byte of it is changed, and the verifier names the entry. */
export const prove = async ({ tell, cast, today }: Story, { secret }: Items): Promise<void> => {
  tell.chapter('The trace is exported, verified, and tampered with');
  const { bankAuditor, reader } = cast;
  const { now } = await bankAuditor.miji.clock.read();
  const exported = await tell.granted(
    `${bankAuditor.name} exports the trace since ${today}`,
    bankAuditor.miji.trace.export({ from: today, to: shanghaiDay(now) }),
    (text) => [`${text.split('\n').length - 1} lines`, 'CD-24'],
  );
  const folder = mkdtempSync(join(tmpdir(), 'miji-tour-'));
  try {
    const file = join(folder, 'trace.jsonl');
    writeFileSync(file, exported);
    const untouched = verify(file);
    tell.exchange('the verifier, without any server', untouched.said, 'CD-24');
    tell.expect(untouched.whole, 'an untouched export verifies');

    const lines = exported.split('\n');
    const index = lines.findIndex(
      (line) => line.includes('"action":"item.read"') && line.includes(secret) && line.includes(reader.id),
    );
    const line = lines[index];
    if (line === undefined) throw new Error('the read of step 3 is not in the export');
    const [, number] = /"number":(\d+)/.exec(line) ?? [];
    lines[index] = line.replace('"outcome":"done"', '"outcome":"dune"');
    writeFileSync(file, lines.join('\n'));
    const tampered = verify(file);
    tell.exchange('one byte of entry ' + number + ' is changed', tampered.said, 'CD-24');
    tell.expect(
      !tampered.whole && tampered.said.includes(`entry ${number} `),
      'the verifier names the entry that was changed',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const shanghaiDay = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(instant));
