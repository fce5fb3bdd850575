import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { documentOf, filesFrom } from './files.ts';

const { MIJI_URL = 'http://127.0.0.1:4400' } = process.env;

for (const [file, text] of filesFrom(await documentOf(MIJI_URL))) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(file);
}
