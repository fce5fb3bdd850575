import { QuestionCircleOutlined, ScissorOutlined } from '@ant-design/icons';
import type { RequestDetail } from '@miji/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { canShorten } from '../request-kind.ts';

interface Props {
  readonly request: RequestDetail;
  readonly onChoose: (act: 'shorten' | 'ask_back') => void;
}

const ICONS = {
  shorten: <ScissorOutlined aria-hidden="true" />,
  ask_back: <QuestionCircleOutlined aria-hidden="true" />,
} as const;

/** What else can be done than approving and refusing. */
export const MoreActs = ({ request, onChoose }: Props): ReactNode => {
  const { t } = useTranslation();
  const acts = canShorten(request) ? (['shorten', 'ask_back'] as const) : (['ask_back'] as const);
  return acts.map((act) => (
    <Button key={act} block size="large" className="more-act" icon={ICONS[act]} onClick={() => onChoose(act)}>
      <span>
        <strong>{t(`requests.decide.${act}`)}</strong>
        <span className="soft">{t(`requests.decide.${act}_hint`)}</span>
      </span>
    </Button>
  ));
};
