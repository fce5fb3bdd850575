import type { Translation } from '../translation.ts';
import type { keys as zh } from '../zh-cn/keys.ts';

/** The keys of companies. */
export const keys: Translation<typeof zh> = {
  lead: 'Each content has a data key of its own, sealed under its company’s key, which is sealed under the root key. A change seals the data keys anew; no content is touched, and work goes on meanwhile.',
  none: 'This company has no key yet: it is made when its first item is registered.',
  version: 'Company key, version {{version}}',
  since: 'In use since',
  never: 'The key has never been changed.',
  scope: { company: 'Change of the company key', root: 'Change of the root key' },
  state: {
    running: 'sealing anew: {{done}} of {{of}}',
    done: 'done, {{of}} in all',
    failed: 'broken off at {{done}} of {{of}}; it will go on by itself',
  },
  rotate: 'Change the key',
  rotateQuestion: 'Change the key of {{company}}?',
  rotateExplain: 'The new version is in use at once; data keys are sealed anew in the background. This is traced.',
  begun: 'Version {{version}} is in use; data keys are being sealed anew.',
};
