import type { RequestSummary } from '@miji/contract';
import { Checkbox, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choosing } from './chosen.ts';

/** The box that takes a request to those decided together; where it cannot be, it says why. */
export const ChooseBox = ({
  request,
  choosing,
}: {
  readonly request: RequestSummary;
  readonly choosing: Choosing;
}): ReactNode => {
  const { t } = useTranslation();
  const why = choosing.why(request);
  const label = t('requests.box.choose', { number: request.number });
  const said = why === null ? label : `${label}: ${t(`requests.box.${why}`)}`;
  return (
    <Tooltip title={why === null ? '' : t(`requests.box.${why}`)}>
      <Checkbox
        className="choose-box"
        checked={choosing.chosen.has(request.number)}
        disabled={why !== null}
        aria-label={said}
        onChange={() => choosing.toggle(request)}
      />
    </Tooltip>
  );
};
