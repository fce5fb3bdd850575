import type { NoticeSettings } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import { ChannelChoices } from './channel-choices.tsx';
import './notices.css';

/** Hours in which most people want to be left alone. */
const USUAL_NIGHT = { from: '22:00', to: '07:00' } as const;

/** The settings as a form; what is forced is shown and cannot be changed. */
export const NoticeSettingsForm = ({ settings }: { readonly settings: NoticeSettings }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [channels, setChannels] = useState(settings.channels);
  const [quiet, setQuiet] = useState(settings.quiet);
  const [language, setLanguage] = useState(settings.language);
  const save = useMutation(trpc.notices.setSettings.mutationOptions({ onSuccess: () => done(t('notices.set.saved')) }));
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ channels: channels.map((one) => ({ kind: one.kind, channels: one.channels })), quiet, language });
      }}
    >
      {settings.mail ? null : <Alert type="warning" showIcon title={t('notices.set.no_mail')} />}
      {settings.email === null ? <Alert type="warning" showIcon title={t('notices.set.no_address')} /> : null}
      <section className="card stack" aria-labelledby="how-told">
        <h2 id="how-told">{t('notices.set.which')}</h2>
        <div className="soft">
          {settings.email === null ? null : `${t('notices.set.address', { email: settings.email })} · `}
          {t('notices.set.robot_explained')}
        </div>
        <div className="soft">{t('notices.set.forced_explained')}</div>
        <ChannelChoices channels={channels} onChange={setChannels} />
      </section>
      <section className="card stack quiet-hours" aria-labelledby="quiet-hours">
        <h2 id="quiet-hours">{t('notices.set.quiet')}</h2>
        <Checkbox checked={quiet !== null} onChange={({ target }) => setQuiet(target.checked ? USUAL_NIGHT : null)}>
          {t('notices.set.quiet_on')}
        </Checkbox>
        {quiet === null ? null : (
          <div className="row">
            {(['from', 'to'] as const).map((edge) => (
              <label key={edge} className="row">
                {t(`notices.set.quiet_${edge}`)}
                <input
                  type="time"
                  required
                  value={quiet[edge]}
                  onChange={({ target }) => setQuiet({ ...quiet, [edge]: target.value })}
                />
              </label>
            ))}
            <span className="soft">{t('notices.set.quiet_zone')}</span>
          </div>
        )}
      </section>
      <section className="card stack" aria-labelledby="mail-language">
        <h2 id="mail-language">{t('notices.set.language')}</h2>
        <Radio.Group
          aria-labelledby="mail-language"
          value={language}
          options={[
            { value: 'zh-CN', label: <span lang="zh-CN">{t('notices.set.chinese')}</span> },
            { value: 'en', label: t('notices.set.english') },
          ]}
          onChange={({ target }) => setLanguage(target.value === 'en' ? 'en' : 'zh-CN')}
        />
      </section>
      <RefusalNote error={save.error} />
      <div>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('notices.set.save')}
        </Button>
      </div>
    </form>
  );
};
