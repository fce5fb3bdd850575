import type { ApproverCell, Regime } from '@miji/core';
import {
  APPROVED_OPERATIONS,
  cellKey,
  isForbidden,
  LEVEL_WORDS,
  NOBODY,
  OPERATION_WORDS,
  OWNER_GENERAL_MANAGER,
  REGIME_WORDS,
  REGIMES,
  SECRET_LEVELS,
} from '@miji/core';
import { Alert, Button, Checkbox, Drawer, Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryState } from '../entry-state.tsx';
import { cellSentence, entryWords, useVoice } from '../entry-words.ts';
import { dropCell, putCell } from '../model/content.ts';
import { useRuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';
import { ArticleField, isArticle } from './article-field.tsx';
import { FormulaBuilder } from './formula-builder.tsx';

type Place = Pick<ApproverCell, 'regime' | 'operation' | 'level'>;
type Mode = 'approval' | 'forbidden' | 'not_set';

/** The cell that a key names; null where it names none. */
const placeOf = (key: string | undefined): Place | null => {
  const [first, second, third] = key?.split(' ') ?? [];
  const regime = REGIMES.find((one) => one === first);
  const operation = APPROVED_OPERATIONS.find((one) => one === second);
  const level = SECRET_LEVELS.find((one) => one === third);
  return regime === undefined || operation === undefined || level === undefined ? null : { regime, operation, level };
};

const modeOf = (cell: ApproverCell | undefined): Mode =>
  cell === undefined ? 'not_set' : isForbidden(cell.approver) ? 'forbidden' : 'approval';

const MODES: readonly Mode[] = ['approval', 'forbidden', 'not_set'];

const CellForm = ({ place, onClose }: { readonly place: Place; readonly onClose: () => void }): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, published, group, own, edit } = useRuleView();
  const key = cellKey(place);
  const stands = document.approvers.find((cell) => cellKey(cell) === key);
  const [mode, setMode] = useState<Mode>(modeOf(stands));
  const [approver, setApprover] = useState(
    stands === undefined || isForbidden(stands.approver) ? OWNER_GENERAL_MANAGER : stands.approver,
  );
  const [necessityRequired, setNecessity] = useState(stands?.necessityRequired ?? false);
  const [article, setArticle] = useState(stands?.article ?? '');
  const [tried, setTried] = useState(false);
  const before = entryWords('approvers', key, published, voice);
  const isOverlay = group !== null;
  const isOwn = own.has(`approvers ${key}`);
  const cell: ApproverCell = {
    ...place,
    approver: mode === 'forbidden' ? NOBODY : approver,
    necessityRequired: mode === 'approval' && necessityRequired,
    article: article.trim(),
  };
  const finish = (): void => {
    setTried(true);
    if (mode === 'not_set') edit?.(dropCell(key));
    else if (isArticle(cell.article)) edit?.(putCell(cell));
    else return;
    onClose();
  };
  return (
    <div className="stack">
      <p className="cell-sentence" aria-live="polite">
        {mode === 'not_set'
          ? t(place.regime === 'group' ? 'rules.matrix.empty' : 'rules.matrix.empty_further')
          : cellSentence(cell, voice)}
      </p>
      <Radio.Group
        vertical
        aria-label={t('rules.cell.mode')}
        value={mode}
        onChange={({ target }) => {
          const chosen = MODES.find((one) => one === target.value);
          if (chosen !== undefined) setMode(chosen);
        }}
        options={(isOverlay ? MODES.slice(0, 2) : MODES).map((one) => ({ value: one, label: t(`rules.cell.${one}`) }))}
      />
      {mode === 'approval' ? (
        <>
          <FormulaBuilder approver={approver} onChange={setApprover} />
          <Checkbox checked={necessityRequired} onChange={({ target }) => setNecessity(target.checked)}>
            {t('rules.cell.necessity')}
          </Checkbox>
        </>
      ) : null}
      {mode === 'not_set' ? null : <ArticleField value={article} onChange={setArticle} tried={tried} />}
      <EntryState part="approvers" entry={key} />
      {isOverlay ? <Alert type="info" showIcon title={t('rules.cell.only_stricter')} /> : null}
      <p className="soft">{t('rules.cell.published', { before: before ?? t('rules.not_set') })}</p>
      <div className="row">
        <Button type="primary" onClick={finish}>
          {t('rules.cell.done')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {isOverlay && isOwn ? (
          <Button
            danger
            onClick={() => {
              edit?.(dropCell(key));
              onClose();
            }}
          >
            {t('rules.back_to_group')}
          </Button>
        ) : null}
      </div>
    </div>
  );
};

/** The words for one cell of the matrix, beside it; what is chosen is taken over with one button. */
export const CellEditor = (): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { open, onOpen } = useRuleView();
  const place = placeOf(open);
  const close = (): void => onOpen(undefined);
  const name = (regime: Regime): string => wordsIn(REGIME_WORDS[regime], language);
  return (
    <Drawer
      open={place !== null}
      onClose={close}
      size={560}
      destroyOnHidden
      title={
        place === null
          ? t('rules.parts.approvers')
          : `${name(place.regime)} · ${wordsIn(OPERATION_WORDS[place.operation], language)} · ${wordsIn(LEVEL_WORDS[place.level], language)}`
      }
    >
      {place === null ? null : <CellForm key={open} place={place} onClose={close} />}
    </Drawer>
  );
};
