import type { MijiClient } from '@miji/client';
import { Temporal } from '@miji/core';
import type { Items, Story } from '../story.ts';

const PATIENCE_MS = 30_000;

/** At the end of its period an item declassifies by itself, in that very millisecond. */
export const declassify = async (story: Story, items: Items): Promise<void> => {
  story.tell.chapter('The period ends: declassified by itself, with no job having run');
  const { mode } = await story.cast.clockKeeper.miji.clock.read();
  await (mode === 'manual' ? crossTheBoundary(story, items.secret) : showOnePastIt(story));
};

const crossTheBoundary = async (story: Story, number: string): Promise<void> => {
  const { tell, cast } = story;
  const { reader, outsider, insurerManager, clockKeeper } = cast;
  const { declassifiesAt } = await reader.miji.items.get({ number });
  if (declassifiesAt === null) throw new Error('a term of ten years has an end');
  const boundary = Temporal.Instant.from(declassifiesAt);
  const last = boundary.subtract({ milliseconds: 1 });

  await clockKeeper.miji.clock.set({ now: last.toString({ fractionalSecondDigits: 3 }) });
  tell.remark(`the clock shows ${last.toString()}, the last millisecond of its period`);
  const before = await reader.miji.items.get({ number });
  tell.exchange(`${reader.name} looks at ${number}`, before.level, 'GS-14');
  tell.expect(before.level === 'secret', 'secret to the last millisecond');
  await tell.refused(
    `${outsider.name}, outside the range, reads it`,
    outsider.miji.items.read({ number }),
    'NOT_FOUND',
  );

  await clockKeeper.miji.clock.set({ now: boundary.toString({ fractionalSecondDigits: 3 }) });
  tell.remark(`the clock shows ${boundary.toString()}`);
  const after = await reader.miji.items.get({ number });
  tell.exchange(`${reader.name} looks at it again`, after.level, 'GS-14');
  tell.expect(after.level === 'declassified', 'declassified in the next millisecond');
  await openToTheOwnersPeopleOnly(story, number);
  await tell.refused(
    `${insurerManager.name} of the insurer reads it`,
    insurerManager.miji.items.read({ number }),
    'NOT_FOUND',
  );
  await expectRecorded(story, reader.miji, number, declassifiesAt);
};

const showOnePastIt = async (story: Story): Promise<void> => {
  const { tell, cast, service, today, mark, text } = story;
  tell.remark('the server runs on real time (MIJI_CLOCK=manual lets this step cross the boundary itself);');
  tell.remark('the same shows on an item whose period was over before it was registered');
  const { number } = await service.items.register({
    title: `过期样例 ${mark}`,
    catalogueCode: 'GS-08.3',
    level: 'confidential',
    basis: '补登旧档',
    period: { kind: 'term', term: 'P10Y' },
    issuedOn: Temporal.PlainDate.from(today).subtract({ years: 11 }).toString(),
    responsibleManagerId: cast.responsibleManager.id,
    range: [{ member: { kind: 'person', personId: cast.reader.id }, reason: '经办人' }],
    content: { format: 'plain', text },
  });
  const item = await cast.reader.miji.items.get({ number });
  tell.exchange(`${cast.reader.name} looks at ${number}`, item.level, 'GS-14');
  tell.expect(
    item.level === 'declassified' && item.declassifiesAt !== null,
    'an item past its period reads as declassified',
  );
  await openToTheOwnersPeopleOnly(story, number);
  await tell.refused(
    `${cast.insurerManager.name} of the insurer reads it`,
    cast.insurerManager.miji.items.read({ number }),
    'NOT_FOUND',
  );
  await expectRecorded(story, cast.reader.miji, number, item.declassifiesAt ?? '');
};

const openToTheOwnersPeopleOnly = async ({ tell, cast }: Story, number: string): Promise<void> => {
  const { outsider } = cast;
  const read = await tell.granted(
    `${outsider.name}, who works for the owner, reads it`,
    outsider.miji.items.read({ number }),
    (item) => [item.level, 'GS-14'],
  );
  tell.expect(read.level === 'declassified', 'the owner’s people may read what is no longer secret');
};

/** The event is written down later, with the instant at which it took effect. */
const expectRecorded = async (
  { tell }: Story,
  miji: MijiClient,
  number: string,
  effectiveAt: string,
): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const { history } = await miji.items.get({ number });
    const event = history.find((entry) => entry.action === 'item.declassified');
    if (event !== undefined) {
      tell.exchange(
        'its history, once the recorder has come by',
        `declassified, effective ${event.effectiveAt}`,
        'GS-14',
      );
      tell.expect(event.effectiveAt === effectiveAt, 'the event has the instant at which the period ended');
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  tell.expect(false, 'the declassification stands in the history');
};
