import { loanDue, PUBLISHED_CALENDAR, Temporal } from '@miji/core';
import type { Story } from '../story.ts';

/** 14:00 in Shanghai, on the Tuesday before the National Day holidays. */
const HANDED_OUT = '2026-09-29T06:00:00.000Z';
const CALENDAR_END = '2026-10-02T16:00:00.000Z';
const WORKING_END = '2026-10-09T16:00:00.000Z';

/** A loan is three days, by the calendar unless the rules count working days; it is counted out and in, and lent to nobody else. */
export const lendForThreeDays = async (story: Story): Promise<void> => {
  const { tell, cast } = story;
  tell.chapter('A loan: three days, counted by both sides, lent to nobody else');
  const { reader, responsibleManager, bankCustodian, bankSecurityOfficer, clockKeeper, secondReader } = cast;
  const { mode, now } = await clockKeeper.miji.clock.read();
  if (mode === 'manual') await clockKeeper.miji.clock.set({ now: HANDED_OUT });
  try {
    const item = await registerForLoan(story, mode === 'manual' ? '2026-09-29' : story.today);
    const code = `T-${story.mark.slice(0, 6).toUpperCase()}`;
    const opened = await bankSecurityOfficer.miji.stores.open({
      code,
      name: '巡演专柜',
      place: '综合部二楼',
      separate: true,
      highestLevel: 'secret',
    });
    await tell.refused(
      `${bankSecurityOfficer.name} appoints herself keeper of ${code}`,
      bankSecurityOfficer.miji.stores.appointKeeper({ store: opened.id, personId: bankSecurityOfficer.id }),
      'SEPARATION_OF_DUTIES',
    );
    const store = await tell.granted(
      `she appoints ${bankCustodian.name}`,
      bankSecurityOfficer.miji.stores.appointKeeper({ store: opened.id, personId: bankCustodian.id }),
      ({ keepers }) => [`${code}, kept by ${keepers.map(({ person }) => person.name).join(', ')}`, 'GS-26, CF-29'],
    );
    const filed = await reader.miji.requests.file({
      item,
      particulars: { operation: 'loan', days: 3 },
      purpose: '核对原始数据',
    });
    await responsibleManager.miji.requests.decide({ number: filed.number, decision: 'approve' });
    tell.remark(`${responsibleManager.name}, the head of his unit, lets him have it for three days (AR-28)`);
    const { loan, movement } = await tell.granted(
      `${bankCustodian.name} hands it out${mode === 'manual' ? ', on 2026-09-29 at 14:00 in Shanghai' : ''}`,
      bankCustodian.miji.loans.handOut({ grant: `${filed.number}-G`, storeId: store.id }),
      (out) => [`${out.loan.number}, due on ${out.loan.dueOn} 24:00`, 'CF-26, K-13'],
    );
    // What is made for a loan is drawn, and counted by that.
    const { pages } = loan;
    if (mode === 'manual')
      tell.expect(loan.overdueFrom === CALENDAR_END, 'three days of the calendar end on 2026-10-02 at 24:00');
    const byWorkingDays = loanDue(
      Temporal.Instant.from(HANDED_OUT),
      3,
      { loanDays: 3, loanDaysCount: 'working' },
      PUBLISHED_CALENDAR,
    );
    tell.exchange(
      'the same, had the rules counted working days',
      `due on ${byWorkingDays.day.toString()} 24:00`,
      'K-13: the State Council’s calendar, with the days worked instead',
    );
    tell.expect(
      byWorkingDays.overdueFrom.toString({ fractionalSecondDigits: 3 }) === WORKING_END,
      'three working days end on 2026-10-09 at 24:00',
    );
    await reader.miji.movements.confirm({ movement: movement.id, pages });
    await tell.refused(
      `${reader.name} lends it on to ${secondReader.name}`,
      reader.miji.movements.announce({
        copy: loan.copy,
        act: 'pass_on',
        to: { personId: secondReader.id },
        pages,
      }),
      'NO_RELENDING',
    );
    const back = await reader.miji.movements.announce({ copy: loan.copy, act: 'give_back', pages });
    await tell.refused(
      `${bankCustodian.name} counts a page more`,
      bankCustodian.miji.movements.confirm({ movement: back.id, pages: pages + 1 }),
      'COUNT_DIFFERS',
    );
    await bankCustodian.miji.movements.confirm({ movement: back.id, pages });
    const ended = await bankCustodian.miji.loans.get({ number: loan.number });
    tell.exchange(`${bankCustodian.name} counts again`, ended.state, 'AR-36, CF-27');
    tell.expect(ended.state === 'returned', 'a loan that was counted in is over');
  } finally {
    if (mode === 'manual') await clockKeeper.miji.clock.set({ now });
  }
};

/** A document of the day on which it is lent. */
const registerForLoan = async ({ cast, service, text, mark }: Story, issuedOn: string): Promise<string> => {
  const { reader, bankManager, responsibleManager } = cast;
  const { number } = await service.items.register({
    title: `尽调底稿 ${mark}`,
    catalogueCode: 'GS-08.2',
    level: 'secret',
    levelReason: '尚未公开的安排',
    basis: '项目立项通知',
    regimes: ['archive'],
    period: { kind: 'event', event: '公布' },
    issuedOn,
    responsibleManagerId: responsibleManager.id,
    range: [reader, bankManager].map(({ id }) => ({
      member: { kind: 'person', personId: id } as const,
      reason: '项目组成员',
    })),
    content: { format: 'plain', text },
  });
  const { version } = await responsibleManager.miji.items.get({ number });
  await responsibleManager.miji.items.confirm({ number, version });
  return number;
};
