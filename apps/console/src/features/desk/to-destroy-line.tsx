import type { DestructionWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton, LevelTag, Minute } from '../../ui/index.ts';
import { Line } from './desk-lines.tsx';

/** A copy that one has to destroy, and before whom: once it has come back. @see PM-16 */
export const ToDestroyLine = ({
  destruction,
  copy,
}: {
  readonly destruction: DestructionWire;
  readonly copy: DestructionWire['copies'][number];
}): ReactNode => {
  const { t } = useTranslation();
  const { method, witness, expiresAt } = destruction;
  const isReady = copy.state === 'returned' && copy.boundTo === null && !copy.movementOpen;
  return (
    <Line
      tag={<LevelTag level={copy.level} />}
      sentence={t('desk.destroyOf', { copy: copy.id, witness: witness.name, method: t(`ask.method.${method}`) })}
      href={paths.copy(copy.id)}
      below={
        <>
          {isReady ? null : `${t(copy.movementOpen ? 'copies.moving' : `copies.state.${copy.state}`)} · `}
          <Minute at={expiresAt} relative />
        </>
      }
      action={isReady ? <GoButton href={paths.copy(copy.id)}>{t('desk.destroy')}</GoButton> : null}
    />
  );
};
