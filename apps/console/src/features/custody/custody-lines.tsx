import type { CustodyDeskWire, LoanWire, MovementWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { relativeWords } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useNow } from '../../lib/session.tsx';
import { GoButton, GoLink, LevelTag, Minute, PersonName, Unbroken } from '../../ui/index.ts';
import { MovementActs } from '../movements/movement-line.tsx';
import { useMovementSentence } from '../movements/movement-words.ts';
import { DueDay } from './loan-state.tsx';
import type { ToHandOut } from './hand-out.tsx';
import { HandOut } from './hand-out.tsx';

interface LineProps {
  readonly tag?: ReactNode;
  readonly children: ReactNode;
  readonly below: ReactNode;
  readonly action: ReactNode;
}

/** One sentence with one action. */
const Line = ({ tag, children, below, action }: LineProps): ReactNode => (
  <li className="row custody-line">
    <div className="grow">
      <div>
        {tag} {children}
      </div>
      <div className="soft">{below}</div>
    </div>
    {action === null ? null : <div className="row">{action}</div>}
  </li>
);

interface ToHandOutProps {
  readonly line: ToHandOut;
  readonly company: string | undefined;
  /** whether the reader keeps a store, and so may hand out */
  readonly keeps: boolean;
}

export const ToHandOutLine = ({ line, company, keeps }: ToHandOutProps): ReactNode => {
  const { t } = useTranslation();
  const { borrower, item, days, ready } = line;
  return (
    <Line
      tag={<LevelTag level={line.level} />}
      below={
        <>
          {line.visitor ? `${t('custody.to_hand_out.visitor')} · ` : null}
          {ready.length === 0
            ? t('custody.to_hand_out.none_ready')
            : t('custody.to_hand_out.ready', { count: ready.length })}{' '}
          · {t('custody.to_hand_out.until')} <Minute at={line.expiresAt} />
        </>
      }
      action={keeps ? <HandOut line={line} company={company} /> : null}
    >
      <Unbroken>{t('custody.to_hand_out.sentence', { name: borrower.name, item, days })}</Unbroken>
    </Line>
  );
};

const CopyLink = ({ copy }: { readonly copy: string }): ReactNode => (
  <GoLink href={paths.copy(copy)} className="number">
    {copy}
  </GoLink>
);

export const ToCountLine = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const sentence = useMovementSentence();
  const { given, copy } = movement;
  return (
    <Line
      below={given.at === null ? null : <Minute at={given.at} relative />}
      action={<MovementActs movement={movement} />}
    >
      <CopyLink copy={copy} /> {sentence(movement)}
    </Line>
  );
};

export const LoanLine = ({ loan }: { readonly loan: LoanWire }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const now = useNow();
  const { borrower, copy, state, overdueFrom, number } = loan;
  return (
    <Line
      tag={<LevelTag level={loan.level} />}
      below={
        <span className={state === 'overdue' ? 'custody-late' : undefined}>
          {t('custody.due')} <DueDay loan={loan} /> · {relativeWords(overdueFrom, now, language)}
        </span>
      }
      action={null}
    >
      <GoLink href={paths.loan(number)}>
        <Unbroken>{t('custody.loan_line', { name: borrower.name, copy })}</Unbroken>
      </GoLink>
    </Line>
  );
};

export const ToCollectLine = ({ line }: { readonly line: CustodyDeskWire['toCollect'][number] }): ReactNode => {
  const { t } = useTranslation();
  const { copy, why } = line;
  return (
    <Line
      tag={<LevelTag level={copy.level} />}
      below={
        <>
          <PersonName person={copy.holder} /> · {t(`custody.to_collect.${why}`)}
        </>
      }
      action={<GoButton href={paths.copy(copy.id)}>{t('custody.to_collect.see')}</GoButton>}
    >
      <CopyLink copy={copy.id} /> {t(`copies.kind.${copy.kind}`)}
    </Line>
  );
};

/** What is fetched to be destroyed: by whom, and before whom. @see PM-16 */
export const ToDestroyLine = ({ line }: { readonly line: CustodyDeskWire['toDestroy'][number] }): ReactNode => {
  const { t } = useTranslation();
  const { copies, executor, witness, method, grant, expiresAt } = line;
  return (
    <Line
      below={
        <>
          {copies.map(({ id }) => (
            <span key={id}>
              <CopyLink copy={id} />{' '}
            </span>
          ))}
          <span className="number">{grant}</span> · <Minute at={expiresAt} />
        </>
      }
      action={null}
    >
      <Unbroken>
        {t('custody.to_destroy.sentence', {
          executor: executor.name,
          witness: witness.name,
          method: t(`ask.method.${method}`),
        })}
      </Unbroken>
    </Line>
  );
};

export const UnconfirmedLine = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { t } = useTranslation();
  const sentence = useMovementSentence();
  const { confirmBy, copy } = movement;
  return (
    <Line
      below={
        confirmBy === null ? null : (
          <span className="custody-late">
            {t('custody.unconfirmed.confirm_by')} <Minute at={confirmBy} relative />
          </span>
        )
      }
      action={<GoButton href={paths.copy(copy)}>{t('custody.to_collect.see')}</GoButton>}
    >
      <CopyLink copy={copy} /> {sentence(movement)}
    </Line>
  );
};
