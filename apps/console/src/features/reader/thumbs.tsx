import { Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ThumbProps {
  readonly page: number;
  readonly current: boolean;
  readonly picture: string | undefined;
  readonly chosen: boolean;
  readonly onGo: (page: number) => void;
  readonly onChoose: (page: number) => void;
}

const Thumb = ({ page, current, picture, chosen, onGo, onChoose }: ThumbProps): ReactNode => {
  const { t } = useTranslation();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <li ref={line}>
      <button
        type="button"
        className="reader-thumb"
        aria-current={current ? 'page' : undefined}
        aria-label={t('reader.goTo', { page })}
        onClick={() => onGo(page)}
      >
        {picture === undefined ? <span aria-hidden="true" /> : <img src={picture} alt="" draggable={false} />}
      </button>
      <Checkbox checked={chosen} aria-label={t('reader.choosePage', { page })} onChange={() => onChoose(page)}>
        {page}
      </Checkbox>
    </li>
  );
};

interface Props {
  readonly pages: number;
  readonly page: number;
  /** small pictures of the pages that were looked at; of the others there is none, for nobody has read them */
  readonly pictures: ReadonlyMap<number, string>;
  readonly chosen: ReadonlySet<number>;
  readonly onGo: (page: number) => void;
  readonly onChoose: (page: number) => void;
}

/** Every page small, those already read as they look, the others as an empty sheet: nothing is fetched that nobody looks at. */
export const Thumbs = ({ pages, page, pictures, chosen, onGo, onChoose }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <nav className="reader-thumbs" aria-label={t('reader.thumbs')}>
      <ol>
        {Array.from({ length: pages }, (_, index) => index + 1).map((one) => (
          <Thumb
            key={one}
            page={one}
            current={one === page}
            picture={pictures.get(one)}
            chosen={chosen.has(one)}
            onGo={onGo}
            onChoose={onChoose}
          />
        ))}
      </ol>
    </nav>
  );
};
