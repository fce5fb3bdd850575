import { DownloadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, traceSearch } from '../../app/paths.ts';
import { dayOf } from '../../lib/format.ts';
import { useSearchParams } from '../../lib/location.ts';
import { useNow, useSession } from '../../lib/session.tsx';

/** The sealed entries of a day as a file, and how to verify it without any server. */
export const TraceExport = (): ReactNode => {
  const { t } = useTranslation();
  const { home } = useSession();
  const search = useSearchParams(traceSearch);
  const today = dayOf(useNow());
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? search.to ?? search.from ?? today;
  const company = search.company ?? home.code;
  return (
    <aside className="card trace-export">
      <h2>{t('trace.export.heading')}</h2>
      <p>{t('trace.export.explain')}</p>
      <pre>
        <code>{t('trace.export.verify')}</code>
      </pre>
      <label className="trace-day-field">
        <span className="soft">{t('trace.export.day')}</span>
        <Input
          type="date"
          value={day}
          max={today}
          onChange={({ target }) => setChosen(target.value === '' ? null : target.value)}
        />
      </label>
      <Button
        icon={<DownloadOutlined aria-hidden="true" />}
        href={paths.traceExport({ company, from: day, to: day })}
        download
      >
        {t('trace.export.download')}
      </Button>
      <p className="soft">{t('trace.export.changed')}</p>
    </aside>
  );
};
