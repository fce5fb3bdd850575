import { CameraOutlined, InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';

const ACCEPT = 'image/png,image/jpeg,image/webp';

interface Props {
  readonly onPicture: (picture: File) => void;
  readonly disabled: boolean;
}

/** Where a picture is chosen or, on a telephone, taken. */
export const PictureField = ({ onPicture, disabled }: Props): ReactNode => {
  const { t } = useTranslation();
  const file = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const input = (ref: RefObject<HTMLInputElement | null>, fromCamera: boolean): ReactNode => (
    <input
      ref={ref}
      type="file"
      accept={ACCEPT}
      {...(fromCamera ? { capture: 'environment' as const } : { 'data-picture': '' })}
      style={{ display: 'none' }}
      tabIndex={-1}
      aria-hidden="true"
      onChange={({ target }) => {
        const [picture] = target.files ?? [];
        if (picture !== undefined) onPicture(picture);
        target.value = '';
      }}
    />
  );
  return (
    <section aria-label={t('whoseCopy.picture')} className="picture-field">
      <InboxOutlined aria-hidden="true" className="picture-icon" />
      <div className="row picture-ways">
        <Button type="primary" disabled={disabled} onClick={() => file.current?.click()}>
          {t('whoseCopy.choose')}
        </Button>
        <Button
          icon={<CameraOutlined aria-hidden="true" />}
          disabled={disabled}
          onClick={() => camera.current?.click()}
        >
          {t('whoseCopy.photograph')}
        </Button>
      </div>
      {input(file, false)}
      {input(camera, true)}
      <span className="soft">{t('whoseCopy.kinds')}</span>
    </section>
  );
};
