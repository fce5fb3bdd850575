import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalGround, UsualReason } from './usual-reasons.ts';
import { groundOf } from './usual-reasons.ts';
import { WordsForm } from './words-form.tsx';

interface Props {
  readonly reasons: readonly UsualReason[];
  readonly chosen?: UsualReason | null;
  readonly confirm: string;
  readonly pending: boolean;
  readonly note: ReactNode;
  readonly onRefuse: (reason: string, ground: RefusalGround) => void;
}

/** The reason of a refusal: a usual one, which is counted as what it is, or one's own words. */
export const RefuseForm = ({ reasons, chosen = null, confirm, pending, note, onRefuse }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <WordsForm
      danger
      usual={reasons.map((key) => ({ key, words: t(`requests.decide.reasons.${key}`) }))}
      chosen={chosen}
      label={t('requests.decide.refuse_reason')}
      required={t('requests.decide.refuse_required')}
      confirm={confirm}
      pending={pending}
      note={note}
      onSend={(reason, usual) => onRefuse(reason, usual === null ? 'other' : groundOf(usual))}
    />
  );
};
