import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../lib/session.tsx';
import { PersonSelect } from '../../../ui/index.ts';

const MOST = 20;

/** Who receives how many: oneself at first; others are added by name. Each of them must know the item. */
export const RecipientsField = ({ several, most }: { readonly several: boolean; readonly most: number }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  return (
    <Form.Item label={t('ask.recipients')} required extra={t(several ? 'ask.recipients_help' : 'ask.recipient_help')}>
      <Form.List name={['terms', 'recipients']}>
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map(({ key, name }, index) => (
              <div key={key} className="ask-recipient">
                <Form.Item
                  name={[name, 'personId']}
                  rules={[{ required: true, message: t('ask.person_required') }]}
                  className="ask-recipient-person"
                >
                  <PersonSelect name={person.name} label={t('ask.recipient_nth', { n: index + 1 })} />
                </Form.Item>
                {several ? (
                  <Form.Item
                    name={[name, 'copies']}
                    rules={[{ required: true, type: 'integer', min: 1, max: most, message: t('ask.copies_required') }]}
                  >
                    <InputNumber
                      min={1}
                      max={most}
                      precision={0}
                      suffix={t('ask.copies_unit')}
                      aria-label={t('ask.copies_of', { n: index + 1 })}
                    />
                  </Form.Item>
                ) : null}
                {fields.length > 1 ? (
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden="true" />}
                    aria-label={t('ask.remove_recipient', { n: index + 1 })}
                    onClick={() => remove(name)}
                  />
                ) : null}
              </div>
            ))}
            {several && fields.length < MOST ? (
              <div>
                <Button type="dashed" icon={<PlusOutlined aria-hidden="true" />} onClick={() => add({ copies: 1 })}>
                  {t('ask.add_recipient')}
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
};
