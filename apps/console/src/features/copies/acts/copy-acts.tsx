import type { CopyDetail } from '@miji/contract';
import type { CopyAct } from '@miji/core';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CopyActProps } from './act-props.ts';
import type { Announced } from './announce-movement.tsx';
import { AnnounceMovement } from './announce-movement.tsx';
import { BindCopies } from './bind-copies.tsx';
import { CarryOut } from './carry-out.tsx';
import { DestroyCopy } from './destroy-copy.tsx';
import { FindCopy } from './find-copy.tsx';
import { LoseCopy } from './lose-copy.tsx';
import { ReplacePage } from './replace-page.tsx';
import { TakeOver } from './take-over.tsx';

/** What is done from the page of a copy, in the order in which one comes to it; the rest is done at a keeper’s desk. */
const ACTS = [
  'pass_on',
  'give_back',
  'bring_back',
  'return',
  'carry_out',
  'send',
  'bind',
  'replace_page',
  'destroy',
  'find',
  'lose',
] as const satisfies readonly CopyAct[];
type Act = (typeof ACTS)[number];

const announced: readonly Act[] = ['pass_on', 'send', 'return', 'give_back', 'bring_back'] satisfies Announced[];
const isAnnounced = (act: Act): act is Announced => announced.includes(act);

const Dialog = ({ act, ...props }: CopyActProps & { readonly act: Act }): ReactNode => {
  if (isAnnounced(act)) return <AnnounceMovement {...props} act={act} />;
  switch (act) {
    case 'carry_out':
      return <CarryOut {...props} />;
    case 'lose':
      return <LoseCopy {...props} />;
    case 'find':
      return <FindCopy {...props} />;
    case 'bind':
      return <BindCopies {...props} />;
    case 'replace_page':
      return <ReplacePage {...props} />;
    case 'destroy':
      return <DestroyCopy {...props} />;
  }
};

interface LineProps {
  readonly hint: string;
  readonly label: string;
  readonly danger?: boolean;
  readonly renderDialog: (open: boolean, onClose: () => void) => ReactNode;
}

const ActLine = ({ hint, label, danger = false, renderDialog }: LineProps): ReactNode => {
  const [open, setOpen] = useState(false);
  // A dialog is made with the first press: until then it would only ask the server for what nobody looks at.
  const [wanted, setWanted] = useState(false);
  return (
    <li className="row copy-act">
      <span className="grow soft">{hint}</span>
      <Button
        danger={danger}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        {label}
      </Button>
      {wanted ? renderDialog(open, () => setOpen(false)) : null}
    </li>
  );
};

/** What one can do with a copy now. */
export const CopyActs = ({ copy }: { readonly copy: CopyDetail }): ReactNode => {
  const { t } = useTranslation();
  const acts = ACTS.filter((act) => copy.can.includes(act));
  if (acts.length === 0 && !copy.mayTakeOver) return <p className="soft">{t('copies.page.nothing')}</p>;
  return (
    <ul className="plain-list copy-acts">
      {copy.mayTakeOver ? (
        <ActLine
          hint={t('movements.take_over.hint')}
          label={t('movements.take_over.button')}
          renderDialog={(open, onClose) => <TakeOver copy={copy} open={open} onClose={onClose} />}
        />
      ) : null}
      {acts.map((act) => (
        <ActLine
          key={act}
          hint={t(`movements.hint.${act}`)}
          label={t(`movements.button.${act}`)}
          danger={act === 'lose' || act === 'destroy'}
          renderDialog={(open, onClose) => <Dialog act={act} copy={copy} open={open} onClose={onClose} />}
        />
      ))}
    </ul>
  );
};
