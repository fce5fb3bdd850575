import type { NoticeSettings } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded, PageHead } from '../../ui/index.ts';
import { NoticeSettingsForm } from './notice-settings-form.tsx';

/** What changes when somebody else’s settings, or another version of one’s own, came from the server. */
const versionOf = (settings: NoticeSettings): string => JSON.stringify(settings);

/** How one is told: by which channels, not at which hours, in which language. */
export const NoticeSettingsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.notices.getSettings.queryOptions());
  return (
    <div className="page">
      <PageHead title={t('notices.settings')} lead={t('notices.set.lead')} />
      <Loaded query={query}>
        {(settings) => <NoticeSettingsForm key={versionOf(settings)} settings={settings} />}
      </Loaded>
    </div>
  );
};
