import type { TracedCopy } from '@miji/contract';
import { whoseCopy } from '@miji/contract';
import { paths } from '../../app/paths.ts';
import { failureIn } from '../../lib/refused-answer.ts';

/** Sends a picture, and gives whose copy it shows; null where nobody here may know. */
export const askWhose = async (picture: File): Promise<TracedCopy | null> => {
  const response = await fetch(paths.pictures(), {
    method: 'POST',
    headers: { 'content-type': picture.type },
    body: picture,
  });
  const body = await response.text();
  if (!response.ok) throw failureIn(body);
  return whoseCopy.output.parse(JSON.parse(body)).found;
};
