import type { NoticeChannel, NoticeSettings } from '@miji/contract';
import { NOTICE_CHANNELS } from '@miji/contract';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Choices = NoticeSettings['channels'];

interface Props {
  readonly channels: Choices;
  readonly onChange: (channels: Choices) => void;
}

const toggled = (channels: readonly NoticeChannel[], channel: NoticeChannel, isOn: boolean): NoticeChannel[] =>
  NOTICE_CHANNELS.filter((one) => (one === channel ? isOn : channels.includes(one)));

/** By which channels each kind comes, as a table of boxes. */
export const ChannelChoices = ({ channels, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <table className="notice-choices">
      <thead>
        <tr>
          <th scope="col">{t('notices.set.what')}</th>
          {NOTICE_CHANNELS.map((channel) => (
            <th key={channel} scope="col">
              {t(`notices.set.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map((choice) => (
          <tr key={choice.kind}>
            <th scope="row">
              {t(`notices.kind.${choice.kind}`)}{' '}
              {choice.forced ? <span className="soft">· {t('notices.set.forced')}</span> : null}
            </th>
            {NOTICE_CHANNELS.map((channel) => (
              <td key={channel}>
                <Checkbox
                  aria-label={t('notices.set.choose', {
                    kind: t(`notices.kind.${choice.kind}`),
                    channel: t(`notices.set.${channel}`),
                  })}
                  disabled={choice.forced}
                  checked={choice.channels.includes(channel)}
                  onChange={({ target }) =>
                    onChange(
                      channels.map((one) =>
                        one.kind === choice.kind
                          ? { ...one, channels: toggled(one.channels, channel, target.checked) }
                          : one,
                      ),
                    )
                  }
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
