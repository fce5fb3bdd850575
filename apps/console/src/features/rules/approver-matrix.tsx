import type { Rules } from '@miji/contract';
import type { SecretLevel } from '@miji/core';
import { SECRET_LEVELS } from '@miji/core';
import { Card, Flex, Grid, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { LevelTag } from '../../ui/level-tag.tsx';
import { ArticleMark } from './article-mark.tsx';
import { wordsIn } from './words-in.ts';

type Cell = Rules['approvers'][number];
const OPERATIONS = ['excerpt', 'copy'] as const;

const CellSentence = ({ cell, marked }: { readonly cell: Cell | undefined; readonly marked: string | undefined }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (cell === undefined) return <Typography.Text type="secondary">{t('rules.matrix.empty')}</Typography.Text>;
  return (
    <Flex vertical gap={4} align="start">
      <span>{wordsIn(cell, language)}</span>
      <ArticleMark article={cell.article} marked={cell.article === marked} />
    </Flex>
  );
};

/** Who approves what: a row for each operation, a column for each level; on a phone, a card for each level. */
export const ApproverMatrix = ({
  cells,
  article,
}: {
  readonly cells: readonly Cell[];
  readonly article: string | undefined;
}) => {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().md === true;
  const cellOf = (operation: Cell['operation'], level: SecretLevel) =>
    cells.find((cell) => cell.operation === operation && cell.level === level);

  if (!wide) {
    return (
      <Flex vertical gap={12}>
        {SECRET_LEVELS.map((level) => (
          <Card key={level} size="small" title={<LevelTag level={level} />}>
            <Flex vertical gap={12}>
              {OPERATIONS.map((operation) => (
                <div key={operation}>
                  <Typography.Text strong>{t(`common.operation.${operation}`)}</Typography.Text>
                  <CellSentence cell={cellOf(operation, level)} marked={article} />
                </div>
              ))}
            </Flex>
          </Card>
        ))}
      </Flex>
    );
  }
  return (
    <Table
      size="small"
      bordered
      pagination={false}
      rowKey="operation"
      dataSource={OPERATIONS.map((operation) => ({ operation }))}
      columns={[
        {
          key: 'operation',
          title: t('rules.matrix.operation'),
          width: 110,
          rowScope: 'row' as const,
          render: (_, row) => t(`common.operation.${row.operation}`),
        },
        ...SECRET_LEVELS.map((level) => ({
          key: level,
          title: <LevelTag level={level} />,
          onCell: () => ({ style: { verticalAlign: 'top' } }),
          render: (_: unknown, row: { readonly operation: Cell['operation'] }) => (
            <CellSentence cell={cellOf(row.operation, level)} marked={article} />
          ),
        })),
      ]}
    />
  );
};
