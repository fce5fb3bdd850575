import { InboxOutlined } from '@ant-design/icons';
import { sentenceFor } from '@miji/contract';
import type { UploadWire } from '@miji/contract';
import { Alert, Button, Progress, Spin } from 'antd';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../lib/file-size.ts';
import { useLanguage } from '../../lib/language.ts';
import { RefusalNote, Unbroken } from '../../ui/index.ts';
import { useUpload } from './use-upload.ts';
import './upload.css';

/** What an item may be made of; the server looks at the bytes. */
const ACCEPT = '.pdf,.docx,.txt,.md,.markdown,.png,.jpg,.jpeg,.webp';

interface Props {
  readonly id: string;
  readonly label: string;
  /** told once the file can be used, and null once it no longer can */
  readonly onReady: (upload: UploadWire | null) => void;
}

type Hold = ReturnType<typeof useUpload>;

const Choose = ({
  id,
  label,
  upload,
}: {
  readonly id: string;
  readonly label: string;
  readonly upload: Hold;
}): ReactNode => {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined): void => {
    if (file !== undefined) upload.start(file);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is one more way; the button is everybody’s
    <section
      id={id}
      aria-label={label}
      className={over ? 'upload-drop upload-over' : 'upload-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <InboxOutlined aria-hidden="true" className="upload-icon" />
      <Button onClick={() => picker.current?.click()}>{t('uploads.choose')}</Button>
      <input
        ref={picker}
        type="file"
        accept={ACCEPT}
        style={{ display: 'none' }}
        tabIndex={-1}
        aria-hidden="true"
        data-upload=""
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
      <span className="soft">
        {t('uploads.drop')}
        {t('uploads.kinds')}
        {upload.limits === null ? null : t('uploads.largest', { size: fileSize(upload.limits.largest) })}
      </span>
    </section>
  );
};

const UnderWay = ({ upload }: { readonly upload: Hold }): ReactNode => {
  const { t } = useTranslation();
  const { stage } = upload;
  if (!('sent' in stage)) return null;
  const percent = Math.min(100, Math.floor((stage.sent / stage.size) * 100));
  return (
    <>
      <Progress
        percent={percent}
        aria-label={t('uploads.progress', { name: stage.name })}
        status={stage.at === 'sending' ? 'active' : 'normal'}
      />
      <div className="row">
        <span className="grow" aria-live="polite">
          {t(`uploads.at.${stage.at}`)}{' '}
          <span className="soft">{t('uploads.sent', { sent: fileSize(stage.sent), size: fileSize(stage.size) })}</span>
        </span>
        {stage.at === 'sending' ? (
          <Button onClick={upload.pause}>{t('uploads.pause')}</Button>
        ) : (
          <Button type="primary" onClick={upload.resume}>
            {t('uploads.resume')}
          </Button>
        )}
        <Button onClick={upload.drop}>{t('uploads.cancel')}</Button>
      </div>
    </>
  );
};

const Arrived = ({ upload }: { readonly upload: Hold }): ReactNode => {
  const { t } = useTranslation();
  const file = upload.upload;
  const facts =
    file === null
      ? []
      : [
          file.kind === null ? null : t(`uploads.kind.${file.kind}`),
          fileSize(file.size),
          file.pages === null ? null : t('uploads.pages', { count: file.pages }),
          file.lines === null ? null : t('uploads.lines', { count: file.lines }),
        ].filter((fact) => fact !== null);
  return (
    <div className="row">
      <span className="grow" aria-live="polite">
        {file?.state === 'ready' ? (
          <>
            {t('uploads.ready')} <span className="soft">{facts.join(' · ')}</span>
          </>
        ) : (
          <>
            <Spin size="small" /> {t('uploads.checking')}
          </>
        )}
      </span>
      <RefusalNote error={upload.error} />
      <Button onClick={upload.drop}>{t('uploads.remove')}</Button>
    </div>
  );
};

/** A file as the content of an item: chosen or dropped, sent with its progress, paused and taken up again, looked at by the server. */
export const UploadField = ({ id, label, onReady }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const upload = useUpload();
  const { stage } = upload;
  const file = upload.upload;
  const ready = file?.state === 'ready' ? file : null;
  const refused =
    stage.at === 'refused' ? stage.code : file?.state === 'refused' ? (file.refusal ?? 'CONTENT_BROKEN') : null;
  const tell = useEffectEvent((usable: UploadWire | null) => onReady(usable));
  useEffect(() => tell(ready), [ready]);
  if (stage.at === 'nowhere') return <Choose id={id} label={label} upload={upload} />;
  return (
    <section id={id} className="upload-file" aria-label={label}>
      <div>
        <strong>
          <Unbroken>{stage.name}</Unbroken>
        </strong>
      </div>
      {refused === null ? (
        stage.at === 'arrived' ? (
          <Arrived upload={upload} />
        ) : (
          <UnderWay upload={upload} />
        )
      ) : (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={sentenceFor(refused, language)}
          description={t('uploads.nothingKept')}
          action={<Button onClick={upload.drop}>{t('uploads.other')}</Button>}
        />
      )}
    </section>
  );
};
