import { Form, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SignaturePad } from '../../ui/index.ts';

/** How the borrower says that he has it: signed on the keeper’s screen, which a second person stands for, or by his own sign-in. @see AR-36 */
export const ReceiptFields = (): ReactNode => {
  const { t } = useTranslation();
  const receipt = Form.useWatch<'session' | 'signature' | undefined>('receipt') ?? 'signature';
  return (
    <>
      <Form.Item name="receipt" label={t('custody.hand_out.receipt')}>
        <Radio.Group
          options={[
            { value: 'signature', label: t('custody.hand_out.by_signature') },
            { value: 'session', label: t('custody.hand_out.by_session') },
          ]}
        />
      </Form.Item>
      {receipt === 'signature' ? (
        <Form.Item
          name="signature"
          extra={t('custody.hand_out.signature_hint')}
          rules={[{ required: true, message: t('custody.hand_out.signature_required') }]}
        >
          <SignaturePad label={t('custody.hand_out.signature')} />
        </Form.Item>
      ) : null}
    </>
  );
};
