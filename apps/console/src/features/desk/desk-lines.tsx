import type { CopySummary, GrantSummary, ItemSummary, RequestSummary } from '@miji/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton, GoLink, LevelTag, Minute, Unbroken } from '../../ui/index.ts';

interface LineProps {
  readonly tag?: ReactNode;
  readonly sentence: string;
  /** where the sentence itself leads */
  readonly href?: string;
  readonly below?: ReactNode;
  readonly action: ReactNode;
}

/** One sentence with one action. */
export const Line = ({ tag, sentence, href, below, action }: LineProps): ReactNode => (
  <li className="row desk-line">
    <div className="grow">
      <div>
        {tag}{' '}
        {href === undefined ? (
          <Unbroken>{sentence}</Unbroken>
        ) : (
          <GoLink href={href}>
            <Unbroken>{sentence}</Unbroken>
          </GoLink>
        )}
      </div>
      {below === undefined ? null : <div className="soft">{below}</div>}
    </div>
    {action}
  </li>
);

export const ToDecideLine = ({ request }: { readonly request: RequestSummary }): ReactNode => {
  const { t } = useTranslation();
  const { requester, beneficiary, operation, copies, purpose } = request;
  const words = {
    requester: requester.name,
    beneficiary: beneficiary.name,
    operation: t(`common.operation.${operation}`),
    copies: t('desk.copies', { count: copies }),
    purpose,
  };
  return (
    <Line
      tag={<LevelTag level={request.level} />}
      sentence={t(requester.id === beneficiary.id ? 'desk.wants' : 'desk.wantsFor', words)}
      below={
        <>
          <span className="number">{request.item}</span> · <Minute at={request.expiresAt} relative />
        </>
      }
      action={
        <GoButton type="primary" href={paths.request(request.number)}>
          {t('desk.decide')}
        </GoButton>
      }
    />
  );
};

export const MineLine = ({ request }: { readonly request: RequestSummary }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Line
      tag={<LevelTag level={request.level} />}
      sentence={t('desk.waiting', { operation: t(`common.operation.${request.operation}`), item: request.item })}
      below={<Minute at={request.expiresAt} relative />}
      action={<GoButton href={paths.request(request.number)}>{t('desk.see')}</GoButton>}
    />
  );
};

export const GrantLine = ({ grant }: { readonly grant: GrantSummary }): ReactNode => {
  const { t } = useTranslation();
  const { operation, item, used, copies } = grant;
  return (
    <Line
      sentence={t('desk.grant', { operation: t(`common.operation.${operation}`), item, used, copies })}
      below={<Minute at={grant.expiresAt} relative />}
      action={
        <GoButton type="primary" href={paths.request(grant.request)}>
          {t('desk.useGrant')}
        </GoButton>
      }
    />
  );
};

export const HoldingLine = ({ copy }: { readonly copy: CopySummary }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Line
      tag={<LevelTag level={copy.level} />}
      sentence={t('desk.copy', { item: copy.item, number: copy.number })}
      href={paths.copy(copy.id)}
      below={<Minute at={copy.issuedAt} />}
      action={
        <Button href={paths.copyFile(copy.id)} target="_blank" rel="noreferrer">
          {t('desk.openCopy')}
        </Button>
      }
    />
  );
};

export const DeclassifyingLine = ({ item }: { readonly item: ItemSummary }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Line
      tag={<LevelTag level={item.level} marked={item.markedLevel} />}
      sentence={t('desk.declassifies', { number: item.number })}
      below={item.declassifiesAt === null ? undefined : <Minute at={item.declassifiesAt} relative />}
      action={<GoButton href={paths.item(item.number)}>{t('desk.see')}</GoButton>}
    />
  );
};
