import type { CopySummary, GrantSummary, RequestDetail } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Progress, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, Minute, RefusalNote } from '../../ui/index.ts';
import { useTakeCopy } from './use-grant.ts';

interface Props {
  readonly request: RequestDetail;
  readonly grant: GrantSummary;
}

/** The copies of this item that are known here, each once: those of this grant, and those that one holds. */
const useKnownCopies = ({ request }: Props, justIssued: CopySummary | undefined): readonly CopySummary[] => {
  const trpc = useTRPC();
  const { person } = useSession();
  const held = useQuery(
    trpc.copies.list.queryOptions({ company: request.owner.code, item: request.item, holderId: person.id, limit: 100 }),
  );
  const known = [
    ...request.earlierCopies,
    ...(justIssued === undefined ? [] : [justIssued]),
    ...(held.data?.entries ?? []),
  ];
  return [...new Map(known.map((copy) => [copy.id, copy])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

interface SourceProps {
  /** the copies that it could be made from */
  readonly held: readonly CopySummary[];
  readonly value: string | undefined;
  readonly onChange: (from: string | undefined) => void;
}

/** From what the next copy is made: the item itself, or a copy that one holds; the register keeps it as its parent. @see GS-24 */
const SourceSelect = ({ held, value, onChange }: SourceProps): ReactNode => {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t('requests.grant.from')}
      prefix={<span className="soft">{t('requests.grant.from')}</span>}
      popupMatchSelectWidth={false}
      value={value ?? ''}
      options={[
        { value: '', label: t('requests.grant.from_item') },
        ...held.map(({ id, kind, number }) => ({ value: id, label: t(`items.copies.${kind}`, { number }) })),
      ]}
      onChange={(chosen: string) => onChange(chosen === '' ? undefined : chosen)}
    />
  );
};

const IssuedCopy = ({ copy }: { readonly copy: CopySummary }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  return (
    <li className="row">
      {copy.holder.id === person.id ? (
        <a href={paths.copyFile(copy.id)} target="_blank" rel="noopener">
          {t('requests.grant.open_pdf', { number: copy.number })}
        </a>
      ) : (
        <span>
          {t('requests.decide.earlier_line', {
            number: copy.number,
            holder: copy.holder.name,
            state: t(`copies.state.${copy.state}`),
          })}
        </span>
      )}
      <span className="soft">
        <Minute at={copy.issuedAt} />
      </span>
      <GoLink href={paths.copy(copy.id)}>
        {t(copy.movementOpen && copy.holder.id === person.id ? 'requests.grant.confirm' : 'requests.grant.page')}
      </GoLink>
    </li>
  );
};

/** The right that an approved request leaves behind, the button that uses it, and what came of it. @see GS-23 */
export const GrantPanel = ({ request, grant }: Props): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  const { take, issued, error, isPending } = useTakeCopy(grant.number);
  const [from, setFrom] = useState<string>();
  const known = useKnownCopies({ request, grant }, issued?.copy);
  const copies = known.filter((copy) => copy.grant === grant.number);
  const sources = known.filter(
    ({ holder, state, boundTo }) => holder.id === person.id && state === 'held' && boundTo === null,
  );
  const now = issued !== undefined && issued.grant.used > grant.used ? issued.grant : grant;
  const isTaker = request.beneficiary.id === person.id;
  return (
    <section className="grant-panel" aria-labelledby="grant-heading">
      <h2 id="grant-heading">
        {t('requests.grant.heading')} <span className="soft number">{now.number}</span>
      </h2>
      <div className="row">
        <Progress
          percent={Math.round((now.used / now.copies) * 100)}
          steps={now.copies}
          size={[24, 8]}
          showInfo={false}
          aria-label={t('requests.grant.heading')}
        />
        <span>{t('requests.grant.progress', { used: now.used, copies: now.copies })}</span>
        <span className="soft">{t('requests.grant.until', { until: formatMinute(now.expiresAt) })}</span>
      </div>
      {now.state !== 'live' ? (
        <p className="soft">{t(`requests.grant.state_${now.state}`)}</p>
      ) : isTaker ? (
        <div className="row">
          <Button type="primary" size="large" loading={isPending} onClick={() => take(from)}>
            {now.used === 0 ? t('requests.grant.take') : t('requests.grant.take_next')}
          </Button>
          {sources.length === 0 ? null : <SourceSelect held={sources} value={from} onChange={setFrom} />}
        </div>
      ) : (
        <p className="soft">{t('requests.grant.not_yours', { beneficiary: request.beneficiary.name })}</p>
      )}
      <div aria-live="polite">
        {isPending ? <span className="soft">{t('requests.grant.taking')}</span> : null}
        {issued === undefined || isPending ? null : (
          <strong>{t('requests.grant.issued', { number: issued.copy.number })}</strong>
        )}
      </div>
      <RefusalNote error={error} />
      {copies.length === 0 ? (
        isTaker && now.state === 'live' ? (
          <p className="soft">{t('requests.grant.none_yet')}</p>
        ) : null
      ) : (
        <>
          <h3>{t('requests.grant.issued_heading')}</h3>
          <ul className="plain-list">
            {copies.map((copy) => (
              <IssuedCopy key={copy.id} copy={copy} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
