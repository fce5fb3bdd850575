import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { RequestSummary } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { useLanguage } from '../../../lib/language.ts';
import { GoLink } from '../../../ui/index.ts';
import { requestSentence } from '../request-sentence.ts';
import { RequestStateTag } from '../request-state-tag.tsx';
import type { Outcomes } from './use-decide-many.ts';

export interface DecidedTogether {
  readonly requests: readonly RequestSummary[];
  readonly outcomes: Outcomes;
}

interface Props {
  readonly decided: DecidedTogether;
  readonly onClose: () => void;
}

/** What became of each of those decided together. */
export const TogetherOutcomes = ({ decided: { requests, outcomes }, onClose }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const failed = outcomes.filter(({ code }) => code !== null).length;
  return (
    <section className="card" aria-label={t('requests.box.outcomes')}>
      <h2 ref={head} tabIndex={-1}>
        {failed === 0
          ? t('requests.box.outcomes_all', { count: outcomes.length })
          : t('requests.box.outcomes_some', { done: outcomes.length - failed, failed })}
      </h2>
      <ul className="plain-list">
        {outcomes.map(({ number, state, code }) => {
          const request = requests.find((one) => one.number === number);
          return (
            <li key={number} className="together-outcome">
              {code === null ? (
                <CheckCircleOutlined aria-hidden="true" className="good" />
              ) : (
                <WarningOutlined aria-hidden="true" className="time-short" />
              )}
              <div>
                <GoLink href={paths.request(number)}>
                  {request === undefined ? number : requestSentence(request, t, language)}
                </GoLink>
                <div className="soft">
                  <span className="number">{number}</span> {state === null ? null : <RequestStateTag state={state} />}{' '}
                  {code === null ? null : sentenceFor(code, language)}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
      <Button onClick={onClose}>{t('requests.box.outcomes_close')}</Button>
    </section>
  );
};
