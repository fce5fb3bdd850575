import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientSize } from '../src/client-size.ts';
import { findings } from './fixture.ts';

describe('client-size: no entry point of the client outgrows its limit', () => {
  it('is green where what is weighed is what is recorded', () => {
    expect(findings(clientSize, 'client-size/green')).toEqual([]);
  });

  it('goes red at what is too heavy, other than recorded, not recorded, or gone', () => {
    const said = clientSize(join(import.meta.dirname, 'fixtures/client-size/red')).map(
      ({ message }) => message.split(';')[0],
    );
    expect(said).toEqual([
      'index weighs 1201 bytes compressed, and may weigh 1200',
      'node/index weighs 110 bytes compressed, and 100 are recorded',
      'testing is recorded and no longer there',
      'react/index weighs 1 bytes compressed, and is not recorded',
    ]);
  });
});
