import type { MovementWire } from '@miji/contract';
import { useTranslation } from 'react-i18next';

/** When a movement was: when it was given, or where only one side takes part, when it was taken. */
export const timeOf = ({ given, taken }: Pick<MovementWire, 'given' | 'taken'>): string | null => given.at ?? taken.at;

/** From whom, in words: a person, or a store. What is destroyed comes from whoever destroys it, in whatever store it lay. */
export const fromWords = ({ act, from, given }: Pick<MovementWire, 'act' | 'from' | 'given'>): string | null =>
  (act === 'destroy' ? given.by?.name : undefined) ?? from.person?.name ?? from.store?.name ?? null;

/** To where, in words: a store, a person, or a place outside. */
export const toWords = ({ to }: Pick<MovementWire, 'to'>): string | null =>
  to.store?.name ?? to.person?.name ?? to.place;

/** A movement as one sentence: who gave it to whom. */
export const useMovementSentence = (): ((movement: Pick<MovementWire, 'act' | 'from' | 'to' | 'given'>) => string) => {
  const { t } = useTranslation();
  return (movement) => {
    const nobody = t('movements.nobody');
    const to = movement.act === 'carry_out' ? movement.to.place : toWords(movement);
    return t(`movements.sentence.${movement.act}`, { from: fromWords(movement) ?? nobody, to: to ?? nobody });
  };
};
