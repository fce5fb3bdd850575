import { InboxOutlined } from '@ant-design/icons';
import { Alert, Upload } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet, SheetError } from './read-sheet.ts';
import { readSheet } from './read-sheet.ts';

interface Props {
  readonly onRead: (rows: Sheet, fileName: string) => void;
  readonly disabled?: boolean;
  /** which columns it may have */
  readonly hint: ReactNode;
}

/** Where a table is dropped or chosen. The file stays in the browser; its cells go on as text. */
export const SheetDrop = ({ onRead, disabled, hint }: Props): ReactNode => {
  const { t } = useTranslation();
  const [error, setError] = useState<SheetError | null>(null);
  const read = async (file: File): Promise<void> => {
    const reading = await readSheet(file);
    setError('error' in reading ? reading.error : null);
    if ('rows' in reading) onRead(reading.rows, file.name);
  };
  return (
    <div className="stack">
      <Upload.Dragger
        accept=".xlsx,.csv"
        multiple={false}
        showUploadList={false}
        disabled={disabled === true}
        beforeUpload={(file) => {
          void read(file);
          return false;
        }}
      >
        <p>
          <InboxOutlined aria-hidden="true" style={{ fontSize: 32 }} />
        </p>
        <p>{t('organisation.sheet.drop')}</p>
        <p className="soft">{hint}</p>
      </Upload.Dragger>
      {error === null ? null : (
        <Alert type="warning" showIcon role="alert" title={t(`organisation.sheet.error.${error}`)} />
      )}
    </div>
  );
};
