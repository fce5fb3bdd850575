import { FileTextOutlined } from '@ant-design/icons';
import { MAX_TEXT } from '@miji/contract';
import { Button, Input, Segmented } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { linesOf } from '../../lib/lines.ts';
import { FormField } from './form-field.tsx';
import type { PartProps } from './register-parts.ts';

const FORMATS = ['plain', 'markdown'] as const;
/** No character takes more bytes than this in UTF-8. */
const MAX_BYTES = MAX_TEXT * 4;

const readText = async (file: File): Promise<string | null> => {
  if (!/\.(txt|md|markdown)$/i.test(file.name) || file.size > MAX_BYTES) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.replaceAll(/\r\n?/g, '\n');
  } catch {
    return null;
  }
};

/** The text itself: pasted, or read from a file in the browser. */
export const RegisterContent = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [bad, setBad] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await readText(file);
    setBad(text === null);
    if (text !== null) change({ text, format: /\.(md|markdown)$/i.test(file.name) ? 'markdown' : 'plain' });
  };
  const tooLong = draft.text.length > MAX_TEXT;
  const length = t('items.form.length', {
    count: draft.text.length,
    lines: draft.text === '' ? 0 : linesOf(draft.text).length,
  });
  return (
    <FormField
      field="content"
      label={t('items.form.content')}
      hint={tooLong ? t('items.form.tooLong', { max: MAX_TEXT }) : `${length} · ${t('items.form.unsaved')}`}
      problem={problems.get('content')}
    >
      {(ties) => (
        <div className="content-fields">
          <div className="row">
            <Button icon={<FileTextOutlined aria-hidden="true" />} onClick={() => picker.current?.click()}>
              {t('items.form.file')}
            </Button>
            <input
              ref={picker}
              type="file"
              accept=".txt,.md,.markdown"
              // Ant Design's form style shows every file input.
              style={{ display: 'none' }}
              tabIndex={-1}
              aria-hidden="true"
              onChange={({ target }) => {
                void take(target.files?.[0]);
                // The same file can be chosen again after it was mended.
                target.value = '';
              }}
            />
            <Segmented
              aria-label={t('items.form.formatLabel')}
              value={draft.format}
              options={FORMATS.map((format) => ({ value: format, label: t(`items.form.format.${format}`) }))}
              onChange={(format) => change({ format })}
            />
            <span className={bad ? 'copies-bad' : 'soft'} aria-live="polite">
              {t(bad ? 'items.form.fileBad' : 'items.form.fileHint')}
            </span>
          </div>
          <Input.TextArea
            {...ties}
            autoSize={{ minRows: 8, maxRows: 24 }}
            placeholder={t('items.form.paste')}
            autoComplete="off"
            spellCheck={false}
            value={draft.text}
            onChange={({ target }) => change({ text: target.value })}
          />
        </div>
      )}
    </FormField>
  );
};
