import { FilePdfOutlined } from '@ant-design/icons';
import { sentenceFor } from '@miji/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useTRPCClient } from '../../lib/trpc.ts';
import { saveFile } from '../../ui/index.ts';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The official form of a request as a PDF, drawn when it is asked for. */
export const FormButton = ({ number }: { readonly number: string }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const { fileName, pdf } = await client.register.form.query({ number, language });
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
      size="small"
      icon={<FilePdfOutlined aria-hidden="true" />}
      loading={busy}
      aria-label={t('register.form_of', { number })}
      onClick={() => void run()}
    >
      {t('register.form')}
    </Button>
  );
};
