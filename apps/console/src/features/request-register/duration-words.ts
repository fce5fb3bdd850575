import type { TFunction } from 'i18next';

/** A time in whole minutes as a person says it: `25 分钟`, `3 小时 5 分`, `2 天 4 小时`. */
export const durationWords = (minutes: number, t: TFunction): string => {
  if (minutes < 1) return t('register.duration.less');
  if (minutes < 60) return t('register.duration.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('register.duration.hours', { hours, minutes: minutes % 60 });
  return t('register.duration.days', { days: Math.floor(hours / 24), hours: hours % 24 });
};
