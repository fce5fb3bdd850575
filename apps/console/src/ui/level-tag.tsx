import type { EffectiveLevel, SecretLevel } from '@miji/core';
import { levelRank } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The level as it looks on every screen: word, hue and bars; hollow and struck through once declassified. */
export const LevelTag = ({
  level,
  marked,
}: {
  readonly level: EffectiveLevel;
  readonly marked?: SecretLevel;
}): ReactNode => {
  const { t } = useTranslation();
  const shown = level === 'declassified' ? (marked ?? null) : level;
  const bars = shown === null ? 0 : levelRank(shown);
  const label =
    level === 'declassified' && marked !== undefined
      ? t('common.declassifiedFrom', { level: t(`common.level.${marked}`) })
      : undefined;
  return (
    <span className={`level level-${level}`} title={label}>
      <span className="bars" aria-hidden="true">
        {Array.from({ length: bars }, (_, bar) => (
          <i key={bar} />
        ))}
      </span>
      {t(`common.level.${level}`)}
    </span>
  );
};
