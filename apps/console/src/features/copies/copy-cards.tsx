import type { CopySummary } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, LevelTag, Minute, PersonName } from '../../ui/index.ts';
import { CopyFileLink } from './copy-file-link.tsx';
import { StateSign } from './state-sign.tsx';

/** The register as cards, for phones. */
export const CopyCards = ({ rows }: { readonly rows: readonly CopySummary[] }): ReactNode => {
  const { t } = useTranslation();
  return (
    <ul className="plain-list">
      {rows.map((copy) => (
        <li key={copy.id} className="copy-card">
          <div className="row">
            <LevelTag level={copy.level} />
            <GoLink href={paths.copy(copy.id)} className="copy-number number">
              {copy.number}
            </GoLink>
            <GoLink href={paths.item(copy.item)} className="number">
              {copy.item}
            </GoLink>
          </div>
          <div lang="zh-CN">{copy.mark}</div>
          <div>
            {t(`copies.kind.${copy.kind}`)} · <PersonName person={copy.holder} />
            {copy.store === null ? null : ` · ${copy.store.name}`} · <StateSign copy={copy} />
          </div>
          <div className="row soft">
            <Minute at={copy.issuedAt} />
            <CopyFileLink copy={copy} />
          </div>
        </li>
      ))}
    </ul>
  );
};
