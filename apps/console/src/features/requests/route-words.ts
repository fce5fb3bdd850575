import type { RouteWire } from '@miji/contract';
import type { TFunction } from 'i18next';

/** The names of whoever may decide, or nothing where nobody may. */
export const approverNames = (route: RouteWire, t: TFunction): string =>
  route.kind === 'open' ? route.approvers.map(({ name }) => name).join(t('requests.who.separator')) : '';

/** Who will decide, or whom to appoint so that somebody can. */
export const routeWords = (route: RouteWire, t: TFunction): readonly string[] => {
  if (route.kind === 'locked') return [t('requests.who.locked', { appoint: t(`common.approver.${route.appoint}`) })];
  const decides = t('requests.who.open', { names: approverNames(route, t), post: t(`common.approver.${route.rule}`) });
  return route.escalated ? [decides, t('requests.who.escalated')] : [decides];
};
