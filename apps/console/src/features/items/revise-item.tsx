import type { ItemDetail, UploadWire } from '@miji/contract';
import { MAX_TEXT } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useDone } from '../../ui/use-done.ts';
import { UploadField } from '../uploads/upload-field.tsx';

interface Typed {
  readonly reason: string;
  readonly text?: string;
}

const WAYS = ['file', 'typed'] as const;
const FIELD = 'revise-file';

/** Gives an item a new content: a file, or text; what was granted on the old one is void then, and that is said first. @see GS-23 */
export const ReviseItem = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const isTyped = item.contentKind === 'plain' || item.contentKind === 'markdown';
  const [way, setWay] = useState<(typeof WAYS)[number]>(isTyped ? 'typed' : 'file');
  const [upload, setUpload] = useState<UploadWire | null>(null);
  const [lacking, setLacking] = useState(false);
  const close = (): void => {
    setOpen(false);
    setUpload(null);
    setLacking(false);
    form.resetFields();
  };
  const revise = useMutation(
    trpc.items.revise.mutationOptions({
      onSuccess: async ({ version }) => {
        close();
        await done(t('items.revise.done', { version }));
      },
    }),
  );
  const submit = ({ reason, text = '' }: Typed): void => {
    const about = { number: item.number, version: item.version, reason };
    if (way === 'typed') {
      const format = item.contentKind === 'markdown' ? 'markdown' : 'plain';
      revise.mutate({ ...about, content: { format, text } });
    } else if (upload === null) setLacking(true);
    else revise.mutate({ ...about, upload: upload.id });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('items.revise.open')}</Button>
      <ActDialog<Typed>
        title={t('items.revise.title')}
        lead={t('items.revise.lead')}
        ok={t('items.revise.ok')}
        form={form}
        open={open}
        pending={revise.isPending}
        error={revise.error}
        initial={{ reason: '' }}
        onSubmit={submit}
        onClose={close}
      >
        <div className="form-choice">
          <Segmented
            aria-label={t('items.revise.way')}
            value={way}
            options={WAYS.map((value) => ({ value, label: t(`items.revise.ways.${value}`) }))}
            onChange={setWay}
          />
        </div>
        {way === 'typed' ? (
          <Form.Item
            name="text"
            label={t('items.form.content')}
            rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
          >
            <Input.TextArea
              maxLength={MAX_TEXT}
              autoSize={{ minRows: 6, maxRows: 16 }}
              autoComplete="off"
              spellCheck={false}
            />
          </Form.Item>
        ) : (
          <Form.Item
            label={t('items.form.content')}
            htmlFor={FIELD}
            validateStatus={lacking && upload === null ? 'error' : ''}
            help={lacking && upload === null ? t('uploads.lacking') : undefined}
          >
            {open ? <UploadField id={FIELD} label={t('uploads.label')} onReady={setUpload} /> : null}
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t('items.revise.reason')}
          extra={t('items.revise.reasonHint')}
          rules={[{ required: true, whitespace: true, message: t('common.fieldRequired') }]}
        >
          <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </ActDialog>
    </>
  );
};
