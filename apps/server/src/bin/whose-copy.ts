import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { whoseCopy, type TracedCopy } from '@miji/contract';
import { readPatternApart } from '@miji/services';

const USAGE = `Usage: npm run whose-copy -- IMAGE
  reads the pattern in the background of a page from a photograph, a scan or a screenshot (PNG, JPEG, WebP).
  With MIJI_URL it also says whose copy it is, to whoever may know: by MIJI_EMAIL and MIJI_PASSWORD of an auditor or security officer,
  or by MIJI_KEY of a service and MIJI_ON_BEHALF_OF, the id of such a person. The house traces the question.`;

/** The picture; null where the command is not written as it should be. */
function pictureAskedFor(): string | null {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
    const [picture, ...more] = positionals;
    return picture === undefined || more.length > 0 || values.help ? null : picture;
  } catch {
    return null;
  }
}

/** The headers by which the house knows who asks. */
async function credentials(house: string): Promise<Record<string, string>> {
  const { MIJI_KEY: key, MIJI_ON_BEHALF_OF: person, MIJI_EMAIL: email, MIJI_PASSWORD: password } = process.env;
  if (key !== undefined) {
    return { authorization: `Bearer ${key}`, ...(person === undefined ? {} : { 'miji-on-behalf-of': person }) };
  }
  const { origin } = new URL(house);
  const response = await fetch(new URL('/api/auth/sign-in/email', house), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (!response.ok || cookies.length === 0)
    throw new Error('the house does not let you in: look at MIJI_EMAIL and MIJI_PASSWORD');
  return { cookie: cookies.join('; '), origin };
}

async function ask(house: string, bytes: Uint8Array<ArrayBuffer>): Promise<TracedCopy | null> {
  const response = await fetch(new URL('/api/v1/marks/whose-copy', house), {
    method: 'POST',
    headers: { ...(await credentials(house)), 'content-type': 'application/octet-stream' },
    body: bytes,
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`the house does not say: ${JSON.stringify(answer)}`);
  return whoseCopy.output.parse(answer).found;
}

async function main(picture: string): Promise<number> {
  const bytes = new Uint8Array(await readFile(picture));
  const read = await readPatternApart(bytes);
  if (read === null) {
    console.error('NOTHING  no pattern can be read in this picture');
    return 1;
  }
  console.log(`CODE     ${read.code.toString(16).padStart(12, '0')}, certainty ${read.certainty.toFixed(2)}`);
  const house = process.env['MIJI_URL'];
  if (house === undefined) {
    console.log('         whose it is only the house can tell: name it with MIJI_URL');
    return 0;
  }
  const found = await ask(house, bytes);
  if (found === null) {
    console.error('NOBODY   it is no copy that you may know of');
    return 1;
  }
  const what = found.copy === null ? `a reading of ${found.item} on a screen` : `copy ${found.copy}`;
  console.log(`FOUND    ${what}, ${found.kind === 'copy' ? 'drawn for' : 'by'} ${found.person.name}, ${found.at}`);
  for (const { person, since, until } of found.holders)
    console.log(`HOLDER   ${person.name}, ${since} to ${until ?? 'now'}`);
  return 0;
}

const picture = pictureAskedFor();
if (picture === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await main(picture);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
