import type { SeatWire } from '@miji/contract';
import type { TFunction } from 'i18next';

/** What has to be filled before anybody can decide: `宏远银行总经理`. */
export const seatWords = (seat: SeatWire, t: TFunction): string => {
  switch (seat.kind) {
    case 'post':
      return t('common.seat.post', { company: seat.company, post: t(`common.post.${seat.post}`) });
    case 'in_charge':
      return t('common.seat.in_charge', {
        company: seat.company,
        post: t(`common.post.${seat.post}`),
        line: seat.line,
      });
    case 'person':
      return t('common.seat.person', { name: seat.person.name });
    case 'department_head':
      return t('common.seat.department_head', { department: seat.department ?? '' });
    case 'nobody':
      return t('common.seat.nobody');
  }
};

/** Several of them, in one breath. */
export const seatsWords = (seats: readonly SeatWire[], t: TFunction): string =>
  seats.map((seat) => seatWords(seat, t)).join(t('common.seat.separator'));
