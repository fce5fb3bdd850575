import { PICTURE_LIMIT } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNote, PageHead, RefusalNote } from '../../ui/index.ts';
import { askWhose } from './ask-whose.ts';
import { PictureField } from './picture-field.tsx';
import { TracedCopyFacts } from './traced-copy.tsx';
import './whose-copy.css';

/** Tells from a picture of a page whose copy it is. The picture is looked at and not kept. */
export const WhoseCopyPage = (): ReactNode => {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const asking = useMutation({ mutationFn: askWhose });
  useEffect(() => (shown === null ? undefined : () => URL.revokeObjectURL(shown)), [shown]);
  const take = (picture: File): void => {
    asking.reset();
    setTooLarge(picture.size > PICTURE_LIMIT);
    setShown(URL.createObjectURL(picture));
    if (picture.size <= PICTURE_LIMIT) asking.mutate(picture);
  };
  return (
    <div className="page">
      <PageHead title={t('whoseCopy.title')} lead={t('whoseCopy.lead')} />
      <div className="stack">
        <section className="card">
          <PictureField onPicture={take} disabled={asking.isPending} />
        </section>
        {tooLarge ? <Alert type="warning" showIcon role="alert" title={t('whoseCopy.too_large')} /> : null}
        <RefusalNote error={asking.error} />
        <div className="stack" aria-live="polite">
          {asking.isPending ? (
            <div className="row">
              <Spin size="small" /> {t('whoseCopy.looking')}
            </div>
          ) : null}
          {asking.data === undefined ? null : asking.data === null ? (
            <section className="card">
              <EmptyNote>{t('whoseCopy.none')}</EmptyNote>
            </section>
          ) : (
            <TracedCopyFacts found={asking.data} />
          )}
        </div>
        {shown === null ? null : <img className="picture-shown" src={shown} alt={t('whoseCopy.shown')} />}
      </div>
    </div>
  );
};
