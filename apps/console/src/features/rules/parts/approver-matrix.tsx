import { EditOutlined } from '@ant-design/icons';
import type { Applicant, ApprovedOperation, ApproverCell, Regime, RuleDocument, SecretLevel } from '@miji/core';
import {
  APPLICANT_WORDS,
  APPLICANTS,
  APPROVED_OPERATIONS,
  cellKey,
  LEVEL_WORDS,
  OPERATION_WORDS,
  SECRET_LEVELS,
} from '@miji/core';
import { Card, Grid, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag } from '../../../ui/level-tag.tsx';
import { ArticleMark } from '../article-mark.tsx';
import { EntryState } from '../entry-state.tsx';
import { cellSentence, useVoice } from '../entry-words.ts';
import { entryId } from '../model/changes.ts';
import { useRuleView } from '../rule-view.ts';
import { wordsIn } from '../words-in.ts';

type Place = Pick<ApproverCell, 'regime' | 'operation' | 'level' | 'applicant'>;

const cellAt = ({ approvers }: RuleDocument, place: Place): ApproverCell | undefined => {
  const key = cellKey(place);
  return approvers.find((candidate) => cellKey(candidate) === key);
};

/** The kinds of applicant for whom a cell says something of its own. */
const apartFrom = (document: RuleDocument, place: Place): readonly Applicant[] =>
  APPLICANTS.filter((applicant) => cellAt(document, { ...place, applicant }) !== undefined);

const CellText = ({ place }: { readonly place: Place }): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, article } = useRuleView();
  const cell = cellAt(document, place);
  const apart = place.applicant === undefined ? apartFrom(document, place) : [];
  const isGroup = place.regime === 'group';
  if (cell === undefined) {
    if (apart.length === APPLICANTS.length) return <span className="soft">{t('rules.matrix.apart')}</span>;
    if (apart.length > 0)
      return (
        <span className="soft">{t(isGroup ? 'rules.matrix.others_empty' : 'rules.matrix.others_empty_further')}</span>
      );
    return <span className="soft">{t(isGroup ? 'rules.matrix.empty' : 'rules.matrix.empty_further')}</span>;
  }
  const said = cellSentence(cell, voice);
  return (
    <span className="cell-text">
      <span>{apart.length === 0 ? said : t('rules.matrix.others', { said })}</span>
      <ArticleMark article={cell.article} marked={cell.article === article} />
    </span>
  );
};

/** One cell as a sentence; where the rules may be changed, a button that opens it. */
const CellLine = ({ place }: { readonly place: Place }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { edit, onOpen } = useRuleView();
  const key = cellKey(place);
  const names = [OPERATION_WORDS[place.operation], LEVEL_WORDS[place.level]];
  if (place.applicant !== undefined) names.push(APPLICANT_WORDS[place.applicant]);
  const name = names.map((words) => wordsIn(words, language)).join(' · ');
  return (
    <>
      {edit === null ? (
        <CellText place={place} />
      ) : (
        <button type="button" className="cell-button" onClick={() => onOpen(key)}>
          <span className="visually-hidden">{t('rules.matrix.open', { cell: name })}</span>
          <CellText place={place} />
          <EditOutlined className="cell-pen" aria-hidden="true" />
        </button>
      )}
      <EntryState part="approvers" entry={key} />
    </>
  );
};

/** What one place says: for everybody, and below that for each kind of applicant who is ruled apart. */
const Cell = ({ place }: { readonly place: Place }): ReactNode => {
  const { language } = useVoice();
  const { document } = useRuleView();
  return (
    <div className="cell">
      <CellLine place={place} />
      {apartFrom(document, place).map((applicant) => (
        <div key={applicant} className="cell-apart">
          <span className="cell-applicant soft">{wordsIn(APPLICANT_WORDS[applicant], language)}</span>
          <CellLine place={{ ...place, applicant }} />
        </div>
      ))}
    </div>
  );
};

/** Who approves what under one regime; on a phone, a card for each level. */
export const ApproverMatrix = ({ regime }: { readonly regime: Regime }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { changed, onlyChanged } = useRuleView();
  const wide = Grid.useBreakpoint().md === true;
  const isShown = (operation: ApprovedOperation, level: SecretLevel): boolean =>
    !onlyChanged ||
    [undefined, ...APPLICANTS].some((applicant) =>
      changed.has(entryId('approvers', cellKey({ regime, operation, level, applicant }))),
    );
  const operations = APPROVED_OPERATIONS.filter((operation) =>
    SECRET_LEVELS.some((level) => isShown(operation, level)),
  );

  if (!wide) {
    return (
      <div className="stack">
        {SECRET_LEVELS.map((level) => (
          <Card key={level} size="small" title={<LevelTag level={level} />}>
            <ul className="plain-list">
              {operations
                .filter((operation) => isShown(operation, level))
                .map((operation) => (
                  <li key={operation}>
                    <strong>{wordsIn(OPERATION_WORDS[operation], language)}</strong>
                    <Cell place={{ regime, operation, level }} />
                  </li>
                ))}
            </ul>
          </Card>
        ))}
      </div>
    );
  }
  return (
    <Table
      size="small"
      bordered
      tableLayout="fixed"
      className="matrix"
      pagination={false}
      rowKey="operation"
      dataSource={operations.map((operation) => ({ operation }))}
      columns={[
        {
          key: 'operation',
          title: t('rules.matrix.operation'),
          width: 120,
          rowScope: 'row' as const,
          render: (_, { operation }) => wordsIn(OPERATION_WORDS[operation], language),
        },
        ...SECRET_LEVELS.map((level) => ({
          key: level,
          title: <LevelTag level={level} />,
          onCell: () => ({ className: 'matrix-cell' }),
          render: (_: unknown, { operation }: { readonly operation: ApprovedOperation }) =>
            isShown(operation, level) ? <Cell place={{ regime, operation, level }} /> : <span className="soft">—</span>,
        })),
      ]}
    />
  );
};
