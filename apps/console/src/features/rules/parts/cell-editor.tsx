import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import type { Language } from '@miji/contract';
import type { Applicant, ApproverCell } from '@miji/core';
import {
  APPLICANT_WORDS,
  APPLICANTS,
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

type Place = Pick<ApproverCell, 'regime' | 'operation' | 'level' | 'applicant'>;
type Mode = 'approval' | 'forbidden' | 'not_set';

/** The cell that a key names; null where it names none. */
const placeOf = (key: string | undefined): Place | null => {
  const [first, second, third, fourth] = key?.split(' ') ?? [];
  const regime = REGIMES.find((one) => one === first);
  const operation = APPROVED_OPERATIONS.find((one) => one === second);
  const level = SECRET_LEVELS.find((one) => one === third);
  const applicant = APPLICANTS.find((one) => one === fourth);
  return regime === undefined || operation === undefined || level === undefined
    ? null
    : { regime, operation, level, ...(applicant === undefined ? {} : { applicant }) };
};

const modeOf = (cell: ApproverCell | undefined): Mode =>
  cell === undefined ? 'not_set' : isForbidden(cell.approver) ? 'forbidden' : 'approval';

const MODES: readonly Mode[] = ['approval', 'forbidden', 'not_set'];

/** For whom something else is said than for everybody: what stands, and what may be added. */
const Apart = ({ place }: { readonly place: Place }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { document, onOpen } = useRuleView();
  const keyFor = (applicant: Applicant): string => cellKey({ ...place, applicant });
  const stands = (applicant: Applicant): boolean =>
    document.approvers.some((cell) => cellKey(cell) === keyFor(applicant));
  return (
    <section className="field" aria-label={t('rules.cell.apart')}>
      <strong>{t('rules.cell.apart')}</strong>
      <span className="soft">{t('rules.cell.apart_hint')}</span>
      <div className="row">
        {APPLICANTS.map((applicant) => (
          <Button
            key={applicant}
            size="small"
            icon={stands(applicant) ? <EditOutlined aria-hidden="true" /> : <PlusOutlined aria-hidden="true" />}
            onClick={() => onOpen(keyFor(applicant))}
          >
            {t(stands(applicant) ? 'rules.cell.open_for' : 'rules.cell.add_for', {
              applicant: wordsIn(APPLICANT_WORDS[applicant], language),
            })}
          </Button>
        ))}
      </div>
    </section>
  );
};

const CellForm = ({ place, onClose }: { readonly place: Place; readonly onClose: () => void }): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, published, group, own, edit, onOpen } = useRuleView();
  const key = cellKey(place);
  const forAll = cellKey({ ...place, applicant: undefined });
  const isApart = place.applicant !== undefined;
  const find = (name: string): ApproverCell | undefined => document.approvers.find((cell) => cellKey(cell) === name);
  const stands = find(key);
  // Whoever is ruled apart begins with what holds for everybody.
  const begun = stands ?? (isApart ? find(forAll) : undefined);
  const [mode, setMode] = useState<Mode>(stands === undefined && isApart ? 'approval' : modeOf(stands));
  const [approver, setApprover] = useState(
    begun === undefined || isForbidden(begun.approver) ? OWNER_GENERAL_MANAGER : begun.approver,
  );
  const [necessityRequired, setNecessity] = useState(begun?.necessityRequired ?? false);
  const [article, setArticle] = useState(begun?.article ?? '');
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
  const empty = place.regime === 'group' ? 'rules.matrix.empty' : 'rules.matrix.empty_further';
  const unset = isApart ? 'rules.cell.as_all' : empty;
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
        {mode === 'not_set' ? t(unset) : cellSentence(cell, voice)}
      </p>
      <Radio.Group
        vertical
        aria-label={t('rules.cell.mode')}
        value={mode}
        onChange={({ target }) => {
          const chosen = MODES.find((one) => one === target.value);
          if (chosen !== undefined) setMode(chosen);
        }}
        options={(isOverlay ? MODES.slice(0, 2) : MODES).map((one) => ({
          value: one,
          label: t(isApart && one === 'not_set' ? 'rules.cell.as_all' : `rules.cell.${one}`),
        }))}
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
      <p className="soft">
        {t('rules.cell.published', { before: before ?? t(isApart ? 'rules.cell.as_all' : 'rules.not_set') })}
      </p>
      <div className="row">
        <Button type="primary" onClick={finish}>
          {t('rules.cell.done')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {isApart ? <Button onClick={() => onOpen(forAll)}>{t('rules.cell.to_all')}</Button> : null}
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
      {isApart ? null : <Apart place={place} />}
    </div>
  );
};

/** What a cell is called above its editor: its regime, operation and level, and who asks where it is for some. */
const titleOf = (place: Place, language: Language): string =>
  [
    REGIME_WORDS[place.regime],
    OPERATION_WORDS[place.operation],
    LEVEL_WORDS[place.level],
    ...(place.applicant === undefined ? [] : [APPLICANT_WORDS[place.applicant]]),
  ]
    .map((words) => wordsIn(words, language))
    .join(' · ');

/** The words for one cell of the matrix, beside it; what is chosen is taken over with one button. */
export const CellEditor = (): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { open, onOpen } = useRuleView();
  const place = placeOf(open);
  const close = (): void => onOpen(undefined);
  return (
    <Drawer
      open={place !== null}
      onClose={close}
      size={560}
      destroyOnHidden
      title={place === null ? t('rules.parts.approvers') : titleOf(place, language)}
    >
      {place === null ? null : <CellForm key={open} place={place} onClose={close} />}
    </Drawer>
  );
};
