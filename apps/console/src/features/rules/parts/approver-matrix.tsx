import { EditOutlined } from '@ant-design/icons';
import type { ApprovedOperation, Regime, SecretLevel } from '@miji/core';
import { APPROVED_OPERATIONS, cellKey, LEVEL_WORDS, OPERATION_WORDS, SECRET_LEVELS } from '@miji/core';
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

interface Place {
  readonly regime: Regime;
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
}

const CellText = ({ place }: { readonly place: Place }): ReactNode => {
  const { t } = useTranslation();
  const voice = useVoice();
  const { document, article } = useRuleView();
  const key = cellKey(place);
  const cell = document.approvers.find((candidate) => cellKey(candidate) === key);
  if (cell === undefined)
    return (
      <span className="soft">{t(place.regime === 'group' ? 'rules.matrix.empty' : 'rules.matrix.empty_further')}</span>
    );
  return (
    <span className="cell-text">
      <span>{cellSentence(cell, voice)}</span>
      <ArticleMark article={cell.article} marked={cell.article === article} />
    </span>
  );
};

/** One cell as a sentence; where the rules may be changed, a button that opens it. */
const Cell = ({ place }: { readonly place: Place }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const { edit, onOpen } = useRuleView();
  const key = cellKey(place);
  const name = `${wordsIn(OPERATION_WORDS[place.operation], language)} · ${wordsIn(LEVEL_WORDS[place.level], language)}`;
  return (
    <div className="cell">
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
    !onlyChanged || changed.has(entryId('approvers', cellKey({ regime, operation, level })));
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
