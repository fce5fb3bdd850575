import type { RequestSummary } from '@miji/contract';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../lib/language.ts';
import { LevelTag, RefusalNote } from '../../../ui/index.ts';
import { BottomSheet } from '../../../ui/bottom-sheet.tsx';
import { RefuseForm } from '../decide/refuse-form.tsx';
import { usualReasons } from '../decide/usual-reasons.ts';
import { requestSentence } from '../request-sentence.ts';
import type { DecidedTogether } from './together-outcomes.tsx';
import { useDecideMany } from './use-decide-many.ts';

interface Props {
  readonly chosen: readonly RequestSummary[];
  readonly onClear: () => void;
  readonly onDecided: (decided: DecidedTogether) => void;
}

/** Those chosen, decided together: one confirmation for all of them. */
export const TogetherBar = ({ chosen, onClear, onDecided }: Props): ReactNode => {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'approve' | 'refuse' | null>(null);
  const many = useDecideMany((outcomes) => {
    setOpen(null);
    onDecided({ requests: chosen, outcomes });
  });
  const [first] = chosen;
  if (first === undefined) return null;
  const count = chosen.length;
  const numbers = chosen.map(({ number }) => number);
  // As they stand on the screen: what was changed since is not what is agreed to.
  const rounds = Object.fromEntries(chosen.map(({ number, round }) => [number, round]));
  const close = (): void => {
    if (many.isPending) return;
    many.reset();
    setOpen(null);
  };
  const send = (verdict: Parameters<typeof many.mutate>[0]['verdict']): void =>
    many.mutate({ numbers, rounds, verdict });
  return (
    <>
      <section className="decide-bar together-bar" aria-label={t('requests.box.bar')}>
        <div className="row">
          <strong aria-live="polite">{t('requests.box.chosen', { count })}</strong>
          <Button type="link" size="small" onClick={onClear}>
            {t('requests.box.clear')}
          </Button>
        </div>
        <div className="decide-buttons">
          <Button size="large" onClick={() => setOpen('refuse')}>
            {t('requests.decide.refuse')}
          </Button>
          <Button size="large" type="primary" onClick={() => setOpen('approve')}>
            {t('requests.decide.approve')}
          </Button>
        </div>
      </section>
      <BottomSheet open={open === 'approve'} title={t('requests.box.approve_title', { count })} onClose={close}>
        <Sentences requests={chosen} />
        <p className="soft">{t('requests.box.approve_effect')}</p>
        <RefusalNote error={many.error} />
        <Button
          block
          size="large"
          type="primary"
          className="decide-button"
          loading={many.isPending}
          onClick={() => send({ decision: 'approve' })}
        >
          {t('requests.box.approve_confirm')}
        </Button>
      </BottomSheet>
      <BottomSheet open={open === 'refuse'} title={t('requests.box.refuse_title', { count })} onClose={close}>
        <Sentences requests={chosen} />
        <RefuseForm
          reasons={usualReasons(first)}
          confirm={t('requests.box.refuse_confirm')}
          pending={many.isPending}
          note={<RefusalNote error={many.error} />}
          onRefuse={(reason, ground) => send({ decision: 'refuse', reason, ground })}
        />
      </BottomSheet>
    </>
  );
};

const Sentences = ({ requests }: { readonly requests: readonly RequestSummary[] }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <ul className="together-sentences">
      {requests.map((request) => (
        <li key={request.number}>
          <LevelTag level={request.level} /> {requestSentence(request, t, language)}
        </li>
      ))}
    </ul>
  );
};
