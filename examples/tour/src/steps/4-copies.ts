import { Refusal } from '@miji/client';
import type { Items, Story } from '../story.ts';

const ATTEMPTS = 20;
const GRANTED = 2;
const PDF = '%PDF-';

/** Twenty at once use a grant for two: two numbered, marked and registered copies come out, the rest is refused. */
export const takeCopies = async ({ tell, cast }: Story, { secret }: Items, grant: string): Promise<void> => {
  tell.chapter(`${ATTEMPTS} attempts at once on a grant for ${GRANTED} copies`);
  const { reader } = cast;
  const attempts = await Promise.allSettled(
    // Each on a connection of its own, so that they really are at once.
    Array.from({ length: ATTEMPTS }, () => reader.again().grants.use({ grant })),
  );
  const copies = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value.copy] : []));
  const codes = attempts.flatMap((attempt) =>
    attempt.status === 'rejected'
      ? [attempt.reason instanceof Refusal ? attempt.reason.code : String(attempt.reason)]
      : [],
  );
  const numbers = copies.map((copy) => copy.number).toSorted();
  tell.exchange(
    `${reader.name} uses ${grant} ${ATTEMPTS} times`,
    `copies ${numbers.join(', ')}; refused: ${tally(codes)}`,
    'GS-23',
  );
  tell.expect(copies.length === GRANTED && new Set(numbers).size === GRANTED, `exactly ${GRANTED} copies come out`);
  tell.expect(
    codes.length === ATTEMPTS - GRANTED && codes.every((code) => code === 'GRANT_USED'),
    'the rest get GRANT_USED',
  );
  tell.expect(numbers.join() === '001,002', 'numbers begin at 001 and have no gap');

  for (const copy of copies) {
    const pdf = await tell.granted(
      `${reader.name} opens copy ${copy.number}`,
      reader.miji.copies.file({ id: copy.id }),
      (bytes) => [`a PDF of ${Math.round(bytes.length / 1024)} KB, ${copy.mark}, holder ${copy.holder.name}`, 'GS-24'],
    );
    tell.expect(Buffer.from(pdf.subarray(0, PDF.length)).toString() === PDF, 'a copy is a PDF');
  }
  const { copyCount } = await reader.miji.items.get({ number: secret });
  tell.exchange('the register', `issued ${copyCount.issued} = held ${copyCount.in.held} + … `, 'GS-24');
  tell.expect(
    copyCount.conserved && copyCount.issued === GRANTED,
    'issued = held + lent + carried out + in transit + returned + destroyed + lost',
  );
};

const tally = (codes: readonly string[]): string =>
  [...Map.groupBy(codes, (code) => code)].map(([code, all]) => `${all.length} × ${code}`).join(', ');
