import type { Ledger } from '@miji/contract';
import { LEDGER_COLUMNS } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, LevelTag, PageHead, PersonSelect, RefusalNote } from '../../ui/index.ts';
import type { Sheet } from '../sheet-import/read-sheet.ts';
import { saveTemplate } from '../sheet-import/save-template.ts';
import { SheetDrop } from '../sheet-import/sheet-drop.tsx';
import { CatalogueSelect } from './catalogue-select.tsx';
import { LedgerRows } from './ledger-rows.tsx';

const LEVELS = ['confidential', 'secret', 'top_secret'] as const;

type Otherwise = NonNullable<Ledger['otherwise']>;

/** A register as an office keeps it, taken in: first what each row would become, then, on one click, every good row and none by halves. */
export const ImportLedgerPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { companies, home, capacities } = useSession();
  const [company, setCompany] = useState(home.code);
  const [sheet, setSheet] = useState<{ readonly rows: Sheet; readonly name: string } | null>(null);
  const [otherwise, setOtherwise] = useState<Otherwise>({});
  const preview = useMutation(trpc.ledger.preview.mutationOptions());
  const write = useMutation(trpc.ledger.import.mutationOptions());
  const ofGroup = capacities.some((held) => held.company.kind === 'headquarters');
  const ledgerOf = (rows: Sheet): Ledger => {
    const [heading = [], ...rest] = rows;
    return { company, heading: [...heading], rows: rest.map((row) => [...row]), otherwise };
  };
  const look = (rows: Sheet, name: string): void => {
    setSheet({ rows, name });
    write.reset();
    preview.mutate(ledgerOf(rows));
  };
  const shown = preview.data;
  const written = write.data;
  return (
    <div className="page">
      <PageHead title={t('ledger.title')} lead={t('ledger.lead')} />
      <div className="stack">
        <section className="card">
          <Form layout="vertical" className="ledger-defaults">
            {ofGroup && companies.length > 1 ? (
              <Form.Item label={t('ledger.company')}>
                <Select
                  value={company}
                  options={companies.map(({ code, name }) => ({ value: code, label: name }))}
                  onChange={setCompany}
                />
              </Form.Item>
            ) : null}
            <Form.Item label={t('ledger.otherwise.catalogue')}>
              <CatalogueSelect
                value={otherwise.catalogueCode}
                onChange={(catalogueCode) => setOtherwise({ ...otherwise, catalogueCode })}
              />
            </Form.Item>
            <Form.Item label={t('ledger.otherwise.basis')}>
              <Input
                aria-label={t('ledger.otherwise.basis')}
                value={otherwise.basis ?? ''}
                maxLength={2_000}
                onChange={({ target }) => setOtherwise({ ...otherwise, basis: target.value || undefined })}
              />
            </Form.Item>
            <Form.Item label={t('ledger.otherwise.manager')}>
              <PersonSelect
                value={otherwise.responsibleManagerId}
                label={t('ledger.otherwise.manager')}
                onChange={(responsibleManagerId) => setOtherwise({ ...otherwise, responsibleManagerId })}
              />
            </Form.Item>
            <Form.Item label={t('ledger.otherwise.custodian')}>
              <PersonSelect
                value={otherwise.custodianId}
                label={t('ledger.otherwise.custodian')}
                onChange={(custodianId) => setOtherwise({ ...otherwise, custodianId })}
              />
            </Form.Item>
          </Form>
          <p className="soft">{t('ledger.otherwise.hint')}</p>
        </section>
        <SheetDrop onRead={look} disabled={preview.isPending || write.isPending} hint={t('ledger.columns')} />
        <div className="row">
          <Button
            onClick={() =>
              void saveTemplate(
                LEDGER_COLUMNS.map((column) => t(`ledger.column.${column}`)),
                [],
                t('ledger.template_name'),
              )
            }
          >
            {t('ledger.template')}
          </Button>
          {sheet === null ? null : (
            <Button loading={preview.isPending} onClick={() => look(sheet.rows, sheet.name)}>
              {t('ledger.again')}
            </Button>
          )}
        </div>
        <RefusalNote error={preview.error ?? write.error} />
        <div aria-live="polite">
          {preview.isPending || write.isPending ? <p>{t('ledger.working')}</p> : null}
          {written === undefined ? null : (
            <Alert
              type="success"
              showIcon
              title={t('ledger.done', {
                imported: written.imported,
                duplicate: written.duplicate,
                error: written.error,
              })}
              action={<GoLink href={paths.items()}>{t('ledger.to_items')}</GoLink>}
            />
          )}
        </div>
        {sheet === null || shown === undefined ? null : (
          <section className="card stack">
            <Alert
              type={shown.counts.error > 0 || shown.missing.length > 0 ? 'warning' : 'info'}
              showIcon
              title={t('ledger.would', { ...shown.counts, file: sheet.name })}
              description={
                <>
                  <div className="row">
                    {LEVELS.map((level) => (
                      <span key={level}>
                        <LevelTag level={level} /> {shown.counts.levels[level]}
                      </span>
                    ))}
                  </div>
                  {shown.missing.length === 0 ? null : (
                    <p>
                      {t('ledger.missing', {
                        columns: shown.missing.map((column) => t(`ledger.column.${column}`)).join('、'),
                      })}
                    </p>
                  )}
                  <ColumnsTaken columns={shown.columns} />
                </>
              }
            />
            {written === undefined ? (
              <div className="row">
                <Button
                  type="primary"
                  loading={write.isPending}
                  disabled={shown.counts.new === 0}
                  onClick={() => write.mutate({ ...ledgerOf(sheet.rows), digest: shown.digest })}
                >
                  {t('ledger.write', { count: shown.counts.new })}
                </Button>
              </div>
            ) : null}
            <LedgerRows preview={shown.rows} report={written?.rows ?? null} />
          </section>
        )}
      </div>
    </div>
  );
};

/** What each heading was taken for, so that a wrong guess is seen before anything is written. */
const ColumnsTaken = ({
  columns,
}: {
  readonly columns: readonly { readonly heading: string; readonly column: (typeof LEDGER_COLUMNS)[number] | null }[];
}): ReactNode => {
  const { t } = useTranslation();
  return (
    <p className="soft">
      {columns
        .map(({ heading, column }) =>
          t('ledger.taken', { heading, column: column === null ? t('ledger.ignored') : t(`ledger.column.${column}`) }),
        )
        .join(' · ')}
    </p>
  );
};
