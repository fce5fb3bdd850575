import type { RequestDetail } from '@miji/contract';
import { Timeline } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Minute } from '../../ui/index.ts';
import { agreementName, agreementsOf } from './route-words.ts';

interface Step {
  readonly at: string;
  readonly words: string;
  readonly color: string;
}

const lastStep = (request: RequestDetail, t: TFunction): Step => {
  const at = request.decidedAt ?? request.expiresAt;
  const last = agreementsOf(request.route).findLast(({ person }) => person.id === request.decidedBy?.id);
  const name = last === undefined ? (request.decidedBy?.name ?? t('common.none')) : agreementName(last, t);
  switch (request.state) {
    case 'pending':
      return { at: request.expiresAt, words: t('requests.history.will_expire'), color: 'gray' };
    case 'approved':
      return { at, words: t('requests.history.approved', { name }), color: 'green' };
    case 'refused':
      return {
        at,
        words: t('requests.history.refused', { name, reason: request.decisionReason ?? t('common.none') }),
        color: 'red',
      };
    case 'withdrawn':
      return { at, words: t('requests.history.withdrawn', { name: request.requester.name }), color: 'gray' };
    case 'expired':
      return { at: request.expiresAt, words: t('requests.history.expired'), color: 'gray' };
  }
};

/** Whoever agreed before the decision; the last agreement of an approved request is the decision itself. */
const agreedSteps = (request: RequestDetail, t: TFunction): readonly Step[] => {
  const agreed = agreementsOf(request.route);
  const before = request.state === 'approved' ? agreed.filter(({ at }) => at !== request.decidedAt) : agreed;
  return before.map((one) => ({
    at: one.at,
    words: t('requests.agree.has', { name: agreementName(one, t) }),
    color: 'green',
  }));
};

/** What happened with a request, in order. */
export const RequestStory = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const steps: readonly Step[] = [
    { at: request.filedAt, words: t('requests.history.filed', { name: request.requester.name }), color: 'blue' },
    ...agreedSteps(request, t),
    lastStep(request, t),
  ];
  return (
    <section className="request-story">
      <h2>{t('requests.history.heading')}</h2>
      <Timeline
        items={steps.map(({ at, words, color }) => ({
          key: words,
          color,
          content: (
            <>
              {words}
              <div className="soft">
                <Minute at={at} />
              </div>
            </>
          ),
        }))}
      />
    </section>
  );
};
