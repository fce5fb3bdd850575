import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  HourglassOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { RequestState } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const LOOK: Readonly<Record<RequestState, ReactNode>> = {
  pending: <ClockCircleOutlined aria-hidden="true" />,
  returned: <QuestionCircleOutlined aria-hidden="true" />,
  approved: <CheckCircleOutlined aria-hidden="true" />,
  refused: <CloseCircleOutlined aria-hidden="true" />,
  withdrawn: <RollbackOutlined aria-hidden="true" />,
  expired: <HourglassOutlined aria-hidden="true" />,
  void: <StopOutlined aria-hidden="true" />,
};

/** Where a request stands: a word and a shape, so that it can be told without colour. */
export const RequestStateTag = ({ state }: { readonly state: RequestState }): ReactNode => {
  const { t } = useTranslation();
  return (
    <span className={`request-state request-state-${state}`}>
      {LOOK[state]}
      {t(`requests.state.${state}`)}
    </span>
  );
};
