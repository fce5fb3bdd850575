import { CheckCircleOutlined, ClockCircleOutlined } from '@ant-design/icons';
import type { RequestDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Minute, seatsWords } from '../../ui/index.ts';
import { agreementName, agreementsOf, approverNames } from './route-words.ts';

/** Where several people have to agree: who has, when and in whose name, and who is still missing. */
export const WhoAgrees = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { route, state } = request;
  const agreed = agreementsOf(route);
  if (agreed.length === 0) return null;
  const missing = route.kind === 'open' ? approverNames(route, t) : seatsWords(route.appoint, t);
  return (
    <section aria-label={t('requests.agree.heading')}>
      <h2>{t('requests.agree.heading')}</h2>
      <ul className="who-agrees">
        {agreed.map((one) => (
          <li key={`${one.at} ${one.person.id} ${one.onBehalfOf?.id ?? ''}`}>
            <CheckCircleOutlined aria-hidden="true" className="good" />
            <span>
              {t('requests.agree.has', { name: agreementName(one, t) })}{' '}
              <span className="soft">
                <Minute at={one.at} />
              </span>
            </span>
          </li>
        ))}
        {state !== 'pending' || missing === '' ? null : (
          <li>
            <ClockCircleOutlined aria-hidden="true" className="soft" />
            <span>
              {t(route.kind === 'open' ? 'requests.agree.missing' : 'requests.agree.nobody', { names: missing })}
            </span>
          </li>
        )}
      </ul>
    </section>
  );
};
