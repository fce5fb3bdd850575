import type { SearchHit } from '@miji/contract';
import { useEffect, useRef } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag } from '../../ui/index.ts';

/** Something to go to: a page, or an item that one may know. */
export type Offer =
  | { readonly kind: 'page'; readonly href: string; readonly label: string; readonly Icon: ComponentType }
  | { readonly kind: 'item'; readonly href: string; readonly hit: SearchHit };

interface Props {
  readonly id: string;
  readonly offer: Offer;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onTake: () => void;
}

const Item = ({ hit }: { readonly hit: SearchHit }): ReactNode => {
  const { t } = useTranslation();
  const { item } = hit;
  return (
    <>
      <LevelTag level={item.level} marked={item.markedLevel} />
      <span className="find-words">
        <span className="find-title">{item.title}</span>
        <span className="soft">
          <span className="number">{item.number}</span> · {item.owner.name} · {t(`find.in.${hit.in}`)}
        </span>
      </span>
    </>
  );
};

/** One line of what was found; the focus stays in the field, so that one can go on typing. */
export const FindOffer = ({ id, offer, selected, onPoint, onTake }: Props): ReactNode => {
  const { t } = useTranslation();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the field, which keeps the focus
    <div
      ref={line}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option of the field above, which no tag of HTML is
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={selected ? 'find-offer find-selected' : 'find-offer'}
      onMouseMove={selected ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {offer.kind === 'item' ? (
        <Item hit={offer.hit} />
      ) : (
        <>
          <span className="find-icon" aria-hidden="true">
            <offer.Icon />
          </span>
          <span className="find-words">
            <span className="find-title">{offer.label}</span>
            <span className="soft">{t('find.page')}</span>
          </span>
        </>
      )}
    </div>
  );
};
