import { Temporal } from '@miji/core';
import type { Items, Story } from '../story.ts';

/** The bank's service registers a 机密 document, for two named people, and a 绝密 one, for nobody yet. */
export const registerItems = async ({ tell, service, cast, text, today, mark }: Story): Promise<Items> => {
  tell.chapter('The bank’s service registers a 机密 document and a 绝密 one');
  const title = `授信压力测试方案 ${mark}`;
  // Issued so that its ten years end tomorrow: the clock of step 6 has not far to go.
  const issuedOn = Temporal.PlainDate.from(today).add({ days: 1 }).subtract({ years: 10 });
  const content = { format: 'plain', text } as const;
  const secret = await tell.granted(
    'register: 机密, ten years, responsible manager 林书琴, known to 张明远 and 赵一诺',
    service.items.register({
      title,
      catalogueCode: 'GS-08.2',
      level: 'secret',
      levelReason: '尚未实施的风险安排，目录未规定默认密级',
      basis: '压力测试工作通知',
      period: { kind: 'term', term: 'P10Y' },
      issuedOn: issuedOn.toString(),
      responsibleManagerId: cast.responsibleManager.id,
      range: [
        { member: { kind: 'person', personId: cast.reader.id }, reason: '承办测算' },
        { member: { kind: 'person', personId: cast.secondReader.id }, reason: '复核' },
      ],
      content,
    }),
    (item) => [`${item.number}, marked ${item.mark}`, 'GS-13'],
  );
  tell.expect(
    secret.markedLevel === 'secret' && secret.mark.endsWith('·机密·10年'),
    'the mark says owner, level and period',
  );

  const { responsibleManager } = cast;
  const { version } = await responsibleManager.miji.items.get({ number: secret.number });
  await tell.granted(
    `${responsibleManager.name} confirms level and period: from now on its end counts`,
    responsibleManager.miji.items.confirm({ number: secret.number, version }),
    (item) => [`${item.number} is ${item.markedLevel}`, 'GS-03, GS-13'],
  );

  const topSecret = await tell.granted(
    'register: 绝密, until published, nobody named',
    service.items.register({
      title: `重组谈判底线 ${mark}`,
      catalogueCode: 'GS-08.1',
      level: 'top_secret',
      basis: '董事会决议',
      period: { kind: 'event', event: '公布' },
      issuedOn: today,
      responsibleManagerId: cast.responsibleManager.id,
      range: [],
      content,
    }),
    (item) => [`${item.number}, marked ${item.mark}`, 'GS-10, GS-17'],
  );
  tell.expect(topSecret.markedLevel === 'top_secret', 'a major decision is 绝密');
  return { secret: secret.number, topSecret: topSecret.number, title };
};
