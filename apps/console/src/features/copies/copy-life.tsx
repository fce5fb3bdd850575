import type { CopyDetail, MovementWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Minute } from '../../ui/index.ts';
import { Section } from '../items/section.tsx';
import { MovementFacts } from '../movements/movement-facts.tsx';
import { timeOf, useMovementSentence } from '../movements/movement-words.ts';

type Moment =
  | { readonly kind: 'moved'; readonly at: string; readonly movement: MovementWire }
  | { readonly kind: 'marked'; readonly at: string; readonly from: string; readonly to: string };

/** What happened to a copy, the latest first: how it moved, and when it was marked anew. */
const momentsOf = (copy: CopyDetail): readonly Moment[] => {
  const marked = copy.earlierMarks.map(
    ({ mark, until }, index): Moment => ({
      kind: 'marked',
      at: until,
      from: mark,
      to: copy.earlierMarks[index + 1]?.mark ?? copy.mark,
    }),
  );
  const moved = copy.movements.map(
    (movement): Moment => ({ kind: 'moved', at: timeOf(movement) ?? copy.issuedAt, movement }),
  );
  // What happened at one instant stays in its order, the later above.
  return [...moved, ...marked].toReversed().toSorted((one, other) => other.at.localeCompare(one.at));
};

/** The life of a copy as a line of moments. */
export const CopyLife = ({ copy }: { readonly copy: CopyDetail }): ReactNode => {
  const { t } = useTranslation();
  const sentence = useMovementSentence();
  return (
    <Section title={t('copies.page.life')}>
      <ol className="timeline">
        {momentsOf(copy).map((moment) => (
          <li
            key={moment.kind === 'moved' ? moment.movement.id : moment.at}
            className={moment.kind === 'marked' ? 'moment moment-mark' : `moment moment-${moment.movement.outcome}`}
          >
            <div className="row">
              <strong className="grow">
                {moment.kind === 'moved' ? sentence(moment.movement) : t('copies.page.marked', { mark: moment.to })}
              </strong>
              <Minute at={moment.at} />
            </div>
            {moment.kind === 'moved' ? (
              <MovementFacts movement={moment.movement} />
            ) : (
              <del lang="zh-CN" className="soft">
                {moment.from}
              </del>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
};
