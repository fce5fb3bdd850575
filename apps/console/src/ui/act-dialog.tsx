import { Form, Modal } from 'antd';
import type { FormInstance } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from './refusal-note.tsx';

interface Props<Typed> {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly ok: string;
  readonly form: FormInstance<Typed>;
  readonly open: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly initial: Partial<Typed>;
  readonly onSubmit: (typed: Typed) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One act as a form in a dialog: what was typed stays until it is done, and why it was refused is said below it. */
export const ActDialog = <Typed,>(props: Props<Typed>): ReactNode => {
  const { t } = useTranslation();
  const { form, pending } = props;
  // Several dialogs of one page have fields of the same name: without a name of its own, a label would lead into another one.
  const name = useId();
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.ok}
      cancelText={t('common.cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      destroyOnHidden={false}
    >
      {props.lead === undefined ? null : <p className="soft">{props.lead}</p>}
      <Form<Typed>
        form={form}
        name={name}
        layout="vertical"
        requiredMark={false}
        disabled={pending}
        initialValues={props.initial}
        onFinish={props.onSubmit}
      >
        {props.children}
      </Form>
      <RefusalNote error={props.error} />
    </Modal>
  );
};
