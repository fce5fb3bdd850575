import { PrinterOutlined } from '@ant-design/icons';
import { sentenceFor } from '@miji/contract';
import { App, Button } from 'antd';
import type { ButtonProps } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/language.ts';
import { refusalOf } from '../lib/refusal.ts';
import { saveFile } from './excel-sheet.ts';

interface Props extends Pick<ButtonProps, 'size'> {
  readonly children: string;
  /** says more where several buttons of a page say the same */
  readonly label?: string;
  readonly fetchSheet: () => Promise<{ readonly fileName: string; readonly pdf: string }>;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Fetches a sheet for the printer, drawn when it is asked for, and hands it over as a PDF. */
export const PrintButton = ({ children, label, fetchSheet, size = 'middle' }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const { fileName, pdf } = await fetchSheet();
      saveFile(new Blob([bytesOf(pdf)], { type: 'application/pdf' }), fileName);
    } catch (error) {
      const code = refusalOf(error)?.code;
      message.error(code === undefined ? t('common.unreachable') : sentenceFor(code, language));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size={size}
      icon={<PrinterOutlined aria-hidden="true" />}
      loading={busy}
      aria-label={label}
      onClick={() => void run()}
    >
      {children}
    </Button>
  );
};
