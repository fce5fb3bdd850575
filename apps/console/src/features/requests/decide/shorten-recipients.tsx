import type { TermsShown } from '@miji/contract';
import type { ApprovedOperation } from '@miji/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../../../ui/index.ts';
import { isTaking } from '../request-kind.ts';
import type { Narrowed } from './shortened.ts';
import { withRow } from './shortened.ts';
import { Stepper } from './stepper.tsx';

type Row = Narrowed<TermsShown['recipients'][number]>;

interface Props {
  readonly rows: readonly Row[];
  readonly operation: ApprovedOperation;
  readonly onChange: (rows: readonly Row[]) => void;
}

/** Who receives how many: fewer, or nothing; somebody always stays. */
export const ShortenRecipients = ({ rows, operation, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const keeps = rows.filter(({ struck }) => !struck).length;
  const counts = isTaking(operation);
  if (!counts && rows.length < 2) return null;
  return (
    <ul className="shorten-rows" aria-label={t('requests.figure.recipients')}>
      {rows.map((row, at) => {
        const { name } = row.asked.person;
        return (
          <li key={row.asked.person.id} className={row.struck ? 'struck' : undefined}>
            <span className="shorten-name">
              <PersonName person={row.asked.person} />
            </span>
            {counts ? (
              <Stepper
                value={row.now.copies}
                min={1}
                max={row.asked.copies}
                label={t('requests.decide.copies_for', { name })}
                fewer={t('requests.decide.fewer_of', { name })}
                more={t('requests.decide.more_of', { name })}
                disabled={row.struck}
                onChange={(copies) => onChange(withRow(rows, at, () => ({ ...row, now: { ...row.now, copies } })))}
              />
            ) : null}
            {rows.length < 2 ? null : (
              <Button
                type="link"
                size="small"
                disabled={!row.struck && keeps < 2}
                onClick={() => onChange(withRow(rows, at, () => ({ ...row, struck: !row.struck })))}
              >
                {t(row.struck ? 'requests.decide.put_back' : 'requests.decide.strike', { name })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
