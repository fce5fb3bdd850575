import type { TidingsWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, PersonName, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';

/** Says that one knows of a change, and has put the new mark on the paper. */
export const ConfirmTidings = ({ tidings }: { readonly tidings: TidingsWire }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const confirm = useMutation(
    trpc.tidings.confirm.mutationOptions({ onSuccess: () => done(t('tidings.done', { item: tidings.item })) }),
  );
  return (
    <>
      <Button
        type="primary"
        loading={confirm.isPending}
        aria-label={`${t('tidings.confirm')} ${tidings.item}`}
        onClick={() => confirm.mutate({ id: tidings.id })}
      >
        {t('tidings.confirm')}
      </Button>
      <RefusalNote error={confirm.error} />
    </>
  );
};

/** One change as it was told to one person: the mark that counts beside the one that no longer does, and whether he has confirmed. */
export const TidingsLine = ({ tidings }: { readonly tidings: TidingsWire }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  const { item, kind, copies, mark, earlierMark, toldAt, confirmedAt } = tidings;
  const isOwn = tidings.person.id === person.id;
  return (
    <li className="list-line">
      <div>
        <div className="row">
          <span className="number">{item}</span>
          <strong>{t(`tidings.kind.${kind}`)}</strong>
          {isOwn ? null : <PersonName person={tidings.person} />}
        </div>
        <div className="tidings-marks" lang="zh-CN">
          {earlierMark === null || earlierMark === mark ? null : <del className="soft">{earlierMark}</del>} {mark}
        </div>
        <div className="row soft">
          {copies.map((copy) => (
            <GoLink key={copy} href={paths.copy(copy)} className="number">
              {copy}
            </GoLink>
          ))}
          <span>{t('tidings.told', { at: formatMinute(toldAt) })}</span>
          {confirmedAt === null ? (
            <strong className="tidings-waiting">{t('tidings.waiting')}</strong>
          ) : (
            <span className="tidings-confirmed">{t('tidings.confirmed', { at: formatMinute(confirmedAt) })}</span>
          )}
        </div>
      </div>
      {isOwn && confirmedAt === null ? <ConfirmTidings tidings={tidings} /> : null}
    </li>
  );
};
