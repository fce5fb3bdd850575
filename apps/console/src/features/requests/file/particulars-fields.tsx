import type { ItemDetail } from '@miji/contract';
import { VISITOR_DOCUMENTS } from '@miji/contract';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../../ui/day-field.tsx';
import { PersonSelect } from '../../../ui/index.ts';
import type { AskedOperation } from './file-request-values.ts';

interface Props {
  readonly item: ItemDetail;
  readonly operation: AskedOperation;
  readonly loanDays: number;
  readonly withVisitor: boolean;
  readonly onVisitor: (withVisitor: boolean) => void;
}

const MEDIA = ['paper', 'electronic', 'reading'] as const;
const METHODS = ['shredding', 'pulping', 'burning', 'erasure'] as const;

/** A field of the particulars, which has to be filled in. */
const Needed = ({
  name,
  label,
  help,
  children,
}: {
  readonly name: readonly string[];
  readonly label: string;
  readonly help?: string | undefined;
  readonly children: ReactNode;
}): ReactNode => {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={['particulars', ...name]}
      label={label}
      extra={help}
      rules={[{ required: true, message: t('common.fieldRequired') }]}
    >
      {children}
    </Form.Item>
  );
};

const Line = (props: { readonly id?: string }): ReactNode => <Input maxLength={200} autoComplete="off" {...props} />;
const Sentences = (props: { readonly id?: string }): ReactNode => (
  <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} {...props} />
);

/** Somebody from outside, whom the borrower attends: letter of introduction and document, of which only the ends are kept. */
const VisitorFields = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <fieldset className="ask-part">
      <legend>{t('ask.visitor.heading')}</legend>
      <Needed name={['visitor', 'name']} label={t('ask.visitor.name')}>
        <Line />
      </Needed>
      <Needed name={['visitor', 'organisation']} label={t('ask.visitor.organisation')}>
        <Line />
      </Needed>
      <Needed name={['visitor', 'letter']} label={t('ask.visitor.letter')}>
        <Line />
      </Needed>
      <Needed name={['visitor', 'document']} label={t('ask.visitor.document')}>
        <Select options={VISITOR_DOCUMENTS.map((value) => ({ value, label: t(`ask.document.${value}`) }))} />
      </Needed>
      <Needed name={['visitor', 'documentNumber']} label={t('ask.visitor.number')} help={t('ask.visitor.number_help')}>
        <Input maxLength={40} autoComplete="off" />
      </Needed>
    </fieldset>
  );
};

/** A meeting that papers are handed out for: those who attend are the recipients. @see CD-13 @see CD-14 @see CD-15 @see CD-16 */
const MeetingFields = (): ReactNode => {
  const { t } = useTranslation();
  const isForMeeting: unknown = Form.useWatch(['particulars', 'isForMeeting']);
  return (
    <>
      <Form.Item name={['particulars', 'isForMeeting']} valuePropName="checked" extra={t('ask.meeting.with_help')}>
        <Checkbox>{t('ask.meeting.with')}</Checkbox>
      </Form.Item>
      {isForMeeting === true ? (
        <fieldset className="ask-part">
          <legend>{t('ask.meeting.heading')}</legend>
          <Needed name={['meeting', 'name']} label={t('ask.meeting.name')}>
            <Line />
          </Needed>
          <Needed name={['meeting', 'heldOn']} label={t('ask.meeting.held_on')} help={t('ask.meeting.held_on_help')}>
            <DayField />
          </Needed>
          <Needed name={['meeting', 'venue']} label={t('ask.meeting.venue')}>
            <Line />
          </Needed>
          <Needed
            name={['meeting', 'safeguards']}
            label={t('ask.meeting.safeguards')}
            help={t('ask.meeting.safeguards_help')}
          >
            <Line />
          </Needed>
          <Needed name={['meeting', 'relay']} label={t('ask.meeting.relay')} help={t('ask.meeting.relay_help')}>
            <Line />
          </Needed>
        </fieldset>
      ) : null}
    </>
  );
};

/** What this kind of request has to say besides who, how much and why. @see CF-18 @see PM-10 @see CD-17 */
export const ParticularsFields = ({ item, operation, loanDays, withVisitor, onVisitor }: Props): ReactNode => {
  const { t } = useTranslation();
  const options = (group: 'medium' | 'method', values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`ask.${group}.${value}` as 'ask.medium.paper') }));
  switch (operation) {
    case 'copy':
    case 'excerpt':
      return <MeetingFields />;
    case 'print':
      return (
        <Needed name={['useUntil']} label={t('ask.use_until')} help={t('ask.use_until_help')}>
          <DayField />
        </Needed>
      );
    case 'export':
      return (
        <Needed name={['destination']} label={t('ask.export_destination')} help={t('ask.export_destination_help')}>
          <Line />
        </Needed>
      );
    case 'loan':
      return (
        <>
          <Needed name={['days']} label={t('ask.days')} help={t('ask.days_help', { count: loanDays })}>
            <InputNumber min={1} max={loanDays} precision={0} suffix={t('ask.days_unit')} />
          </Needed>
          <Form.Item>
            <Checkbox checked={withVisitor} onChange={({ target }) => onVisitor(target.checked)}>
              {t('ask.visitor.with')}
            </Checkbox>
          </Form.Item>
          {withVisitor ? <VisitorFields /> : null}
        </>
      );
    case 'carry_out':
      return (
        <>
          <Needed name={['destination']} label={t('ask.carry_destination')}>
            <Line />
          </Needed>
          <Needed name={['bringBackOn']} label={t('ask.bring_back')}>
            <DayField />
          </Needed>
          <Needed name={['measures']} label={t('ask.measures')} help={t('ask.measures_help')}>
            <Sentences />
          </Needed>
        </>
      );
    case 'provide':
      return (
        <>
          <Needed name={['organisation']} label={t('ask.provide_organisation')}>
            <Line />
          </Needed>
          <Needed name={['contact']} label={t('ask.provide_contact')}>
            <Line />
          </Needed>
          <Needed name={['legalBasis']} label={t('ask.legal_basis')} help={t('ask.legal_basis_help')}>
            <Line />
          </Needed>
          <Needed name={['exactly']} label={t('ask.exactly')} help={t('ask.exactly_help')}>
            <Sentences />
          </Needed>
          <Needed name={['medium']} label={t('ask.medium_label')}>
            <Select options={options('medium', MEDIA)} />
          </Needed>
        </>
      );
    case 'destroy':
      return (
        <>
          <Form.Item
            name={['particulars', 'copies']}
            label={t('ask.destroy_copies')}
            extra={t('ask.destroy_copies_help')}
          >
            <Select
              mode="multiple"
              options={item.copies.map(({ id, holder }) => ({ value: id, label: `${id} · ${holder.name}` }))}
            />
          </Form.Item>
          <Needed name={['method']} label={t('ask.method_label')}>
            <Select options={options('method', METHODS)} />
          </Needed>
          <Needed name={['executorId']} label={t('ask.executor')}>
            <PersonSelect label={t('ask.executor')} />
          </Needed>
          <Needed name={['witnessId']} label={t('ask.witness')} help={t('ask.witness_help')}>
            <PersonSelect label={t('ask.witness')} />
          </Needed>
        </>
      );
  }
};
