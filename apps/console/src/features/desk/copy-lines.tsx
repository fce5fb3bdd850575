import type { CopySummary, MovementWire, TidingsWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton, LevelTag, Minute } from '../../ui/index.ts';
import { useMovementSentence } from '../movements/movement-words.ts';
import { ConfirmTidings } from '../tidings/tidings-line.tsx';
import { Line } from './desk-lines.tsx';

/** What somebody has handed over, and oneself has to count. */
export const ToConfirmLine = ({ movement }: { readonly movement: MovementWire }): ReactNode => {
  const { t } = useTranslation();
  const sentence = useMovementSentence();
  return (
    <Line
      sentence={t('desk.confirmCopy', { copy: movement.copy, sentence: sentence(movement) })}
      below={movement.confirmBy === null ? undefined : <Minute at={movement.confirmBy} relative />}
      action={
        <GoButton type="primary" href={paths.copy(movement.copy)}>
          {t('desk.count')}
        </GoButton>
      }
    />
  );
};

/** A change that one has to know of because one holds a copy. */
export const TidingsDeskLine = ({ tidings }: { readonly tidings: TidingsWire }): ReactNode => {
  const { t } = useTranslation();
  const { item, kind, mark, earlierMark } = tidings;
  return (
    <Line
      sentence={`${item} ${t(`tidings.kind.${kind}`)}`}
      href={paths.tidings()}
      below={
        <span lang="zh-CN">
          {earlierMark === null || earlierMark === mark ? null : <del>{earlierMark}</del>} {mark}
        </span>
      }
      action={<ConfirmTidings tidings={tidings} />}
    />
  );
};

/** What was lent or carried out and has to come back. */
export const DueBackLine = ({ copy }: { readonly copy: CopySummary }): ReactNode => {
  const { t } = useTranslation();
  return (
    <Line
      tag={<LevelTag level={copy.level} />}
      sentence={t('desk.dueBackOf', {
        item: copy.item,
        number: copy.number,
        state: t(`copies.state.${copy.state}`),
      })}
      href={paths.copy(copy.id)}
      below={copy.dueAt === null ? undefined : <Minute at={copy.dueAt} relative />}
      action={<GoButton href={paths.copy(copy.id)}>{t('desk.giveBack')}</GoButton>}
    />
  );
};
