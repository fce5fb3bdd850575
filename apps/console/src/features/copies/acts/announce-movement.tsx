import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdempotencyKey } from '../../../lib/idempotency.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { ActDialog } from '../../../ui/act-dialog.tsx';
import { useDone } from '../../../ui/use-done.ts';
import { ConditionField, PagesField, said, WordsField } from '../../movements/count-fields.tsx';
import type { CopyActProps } from './act-props.ts';
import type { TypedDestination } from './destination-fields.tsx';
import { destinationOf, DestinationFields } from './destination-fields.tsx';
import { ownerOf } from './owner-of.ts';
import { StoreSelect } from './store-select.tsx';

/** What one side begins and the other confirms. */
export type Announced = 'pass_on' | 'send' | 'return' | 'give_back' | 'bring_back';

interface Typed extends TypedDestination {
  readonly pages: number;
  readonly condition?: string;
  readonly means?: string;
}

const Where = ({ act, copy }: { readonly act: Announced; readonly copy: string }): ReactNode => {
  const { t } = useTranslation();
  switch (act) {
    case 'pass_on':
      return <DestinationFields stores company={ownerOf(copy)} />;
    case 'send':
      return (
        <>
          <DestinationFields stores={false} />
          <WordsField
            name="means"
            label={t('movements.announce.means')}
            placeholder={t('movements.announce.means_hint')}
          />
        </>
      );
    case 'return':
      return (
        <Form.Item
          name="storeId"
          label={t('movements.to.store')}
          rules={[{ required: true, message: t('movements.to.store_required') }]}
        >
          <StoreSelect company={ownerOf(copy)} label={t('movements.to.store')} />
        </Form.Item>
      );
    // What was lent or carried out goes back to where it came from.
    case 'give_back':
    case 'bring_back':
      return null;
  }
};

/** Says what is handed over to whom and how many pages it has; the other side counts and confirms. @see AR-36 @see CD-12 */
export const AnnounceMovement = ({
  copy,
  act,
  open,
  onClose,
}: CopyActProps & { readonly act: Announced }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const { key, renew } = useIdempotencyKey();
  const [form] = Form.useForm<Typed>();
  const announce = useMutation(
    trpc.movements.announce.mutationOptions({
      onSuccess: async () => {
        renew();
        form.resetFields();
        onClose();
        await done(t('movements.announce.done', { copy: copy.id }));
      },
    }),
  );
  const submit = ({ pages, condition, means, ...where }: Typed): void => {
    const kind = act === 'return' ? 'store' : act === 'send' ? 'person' : where.kind;
    announce.mutate({
      copy: copy.id,
      act,
      to: destinationOf({ ...where, kind: kind ?? 'person' }),
      pages,
      condition: said(condition),
      means: said(means),
      idempotencyKey: key,
    });
  };
  return (
    <ActDialog<Typed>
      title={t(`movements.announce.${act}.title`, { copy: copy.id })}
      lead={t(`movements.announce.${act}.lead`)}
      ok={t(`movements.announce.${act}.ok`)}
      form={form}
      open={open}
      pending={announce.isPending}
      error={announce.error}
      // What lies in a store goes to persons on loan.
      initial={{
        kind: copy.store === null ? 'person' : 'store',
        ...(copy.pages === null ? {} : { pages: copy.pages }),
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Where act={act} copy={copy.id} />
      <PagesField />
      <ConditionField />
    </ActDialog>
  );
};
