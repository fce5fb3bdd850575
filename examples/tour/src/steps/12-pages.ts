import { paperOf } from '../paper.ts';
import type { Story } from '../story.ts';

/**
 * A PDF is sent in pieces and looked at before anything is made of it; what leads astray is refused, and what is read comes page by
 * page, drawn with the reader's mark.
 */
export const readPages = async (story: Story): Promise<string> => {
  const { tell, cast, service, today, mark } = story;
  tell.chapter('A PDF is kept sealed, and read page by page');
  const { reader, outsider, responsibleManager, bankManager } = cast;
  await tell.refused(
    'the service sends a text that calls itself a PDF',
    service.uploads.send(new TextEncoder().encode('not a PDF'), { fileName: '会议纪要.pdf' }),
    'CONTENT_TYPE_MISMATCH',
  );
  const sent = await tell.granted(
    'it sends a PDF of two pages',
    service.uploads.send(paperOf(['Valuation', 'Annex']), { fileName: '并购估值.pdf' }),
    ({ state, kind, pages }) => [`${state}: ${kind ?? '?'}, ${pages ?? '?'} pages`, 'SG-03'],
  );
  const item = await tell.granted(
    'and registers it: 秘密, for three people by name',
    service.items.register({
      title: `并购估值 ${mark}`,
      catalogueCode: 'GS-08.3',
      level: 'confidential',
      basis: '项目立项通知',
      period: { kind: 'event', event: '公布' },
      issuedOn: today,
      responsibleManagerId: responsibleManager.id,
      range: [reader.id, cast.secondReader.id, bankManager.id].map((personId) => ({
        member: { kind: 'person', personId } as const,
        reason: '项目组成员',
      })),
      upload: sent.id,
    }),
    ({ number, mark: printed }) => [`${number}, marked ${printed}`, 'GS-13, GS-19'],
  );
  const { version } = await responsibleManager.miji.items.get({ number: item.number });
  await responsibleManager.miji.items.confirm({ number: item.number, version });
  const reading = await tell.granted(
    `${reader.name} opens it`,
    reader.miji.items.openReading({ number: item.number }),
    ({ pages, reader: named }) => [`${pages} pages, each marked for ${named}`, 'GS-19'],
  );
  tell.expect(reading.pages === 2, 'both pages are there');
  const page = await tell.granted(
    `${reader.name} reads page 2`,
    reader.miji.items.page({ number: item.number, page: 2 }),
    (bytes) => [`a picture of ${Math.round(bytes.length / 1024)} KB, traced before its first byte`, 'SI-03'],
  );
  tell.expect(page.length > 1_000, 'a page is a picture');
  await tell.refused(
    `${outsider.name} asks for the same page`,
    outsider.miji.items.page({ number: item.number, page: 2 }),
    'NOT_FOUND',
  );
  return item.number;
};
