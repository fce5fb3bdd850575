import type { CallSpan } from '@miji/contract';
import { CALL_SPANS } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { developersSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded } from '../../ui/index.ts';
import { Denials } from './denials.tsx';
import { ServiceFigures } from './service-figures.tsx';

/** What the services of a company called in the last day or week, and what they were refused. */
export const CallsTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const search = useSearchParams(developersSearch);
  const span: CallSpan = search.span ?? 'day';
  const change = (to: Parameters<typeof paths.developers>[0]): void =>
    go(paths.developers({ ...search, tab: 'calls', ...to }), { replace: true });
  const query = useQuery(trpc.serviceKeys.calls.queryOptions({ company, span }));
  const services = query.data?.services ?? [];
  return (
    <div className="stack">
      <div className="row">
        <Segmented
          aria-label={t('developers.calls.span_label')}
          value={span}
          options={CALL_SPANS.map((value) => ({ value, label: t(`developers.calls.span.${value}`) }))}
          onChange={(value) => change({ span: value })}
        />
        {services.length < 2 ? null : (
          <Select
            aria-label={t('developers.calls.service')}
            value={search.service ?? ''}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('developers.calls.every_service') },
              ...services.map(({ service }) => ({ value: service.id, label: service.name })),
            ]}
            onChange={(service) => change({ service: service === '' ? undefined : service })}
          />
        )}
      </div>
      <Loaded query={query}>
        {() =>
          services.length === 0 ? (
            <EmptyNote>{t('developers.calls.none')}</EmptyNote>
          ) : (
            <ul className="card-list" aria-label={t('developers.calls.services')}>
              {services
                .filter(({ service }) => search.service === undefined || service.id === search.service)
                .map((calls) => (
                  <ServiceFigures key={calls.service.id} calls={calls} />
                ))}
            </ul>
          )
        }
      </Loaded>
      <p className="soft">{t('developers.calls.counted')}</p>
      <Denials company={company} span={span} service={search.service} />
    </div>
  );
};
