import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { RangeMemberKind } from '@miji/core';
import { protectiveLevel, regimesOf } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLaw } from '../../lib/rules.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { PersonSelect } from '../../ui/index.ts';
import { FormField } from './form-field.tsx';
import { MemberField } from './member-field.tsx';
import type { RangeRow } from './register-draft.ts';
import type { PartProps } from './register-parts.ts';

const RANGE_WORDS = {
  confidential: 'items.form.rangeConfidential',
  secret: 'items.form.rangeSecret',
  top_secret: 'items.form.rangeTop',
} as const;

interface RowProps {
  readonly row: RangeRow;
  readonly kinds: readonly RangeMemberKind[];
  readonly onChange: (row: RangeRow) => void;
  readonly onRemove: () => void;
}

const Row = ({ row, kinds, onChange, onRemove }: RowProps): ReactNode => {
  const { t } = useTranslation();
  const { home } = useSession();
  return (
    <li className="range-row">
      <MemberField
        value={row.member}
        kinds={kinds}
        company={home.code}
        onChange={(member) => onChange({ ...row, member })}
      />
      <Input
        aria-label={t('items.form.why')}
        placeholder={t('items.form.why')}
        maxLength={2_000}
        spellCheck={false}
        value={row.reason}
        onChange={({ target }) => onChange({ ...row, reason: target.value })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={t('items.form.remove')}
        onClick={onRemove}
      />
    </li>
  );
};

const Department = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { home } = useSession();
  const { data } = useQuery(trpc.organisation.departments.queryOptions({ company: home.code }));
  return (
    <FormField
      field="departmentId"
      label={t('items.form.department')}
      hint={t('items.form.departmentHint')}
      problem={problems.get('departmentId')}
    >
      {(ties) => (
        <Select
          {...ties}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.departmentId ?? null}
          options={(data?.entries ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(departmentId: string | null | undefined) => change({ departmentId: departmentId ?? undefined })}
        />
      )}
    </FormField>
  );
};

/** Who is in charge, and who may know it. @see GS-17 @see GS-18 @see GS-19 */
export const RegisterRange = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const { catalogueCode, level, range, regimes } = draft;
  const law = useLaw(useSession().home.code);
  const protective =
    level === undefined ? 'confidential' : protectiveLevel(law, { catalogueCode: catalogueCode ?? '', level });
  const { members } = law.knowing(protective, regimesOf(law, { catalogueCode: catalogueCode ?? '', regimes }));
  const wide = members.some((kind) => kind !== 'person');
  const put = (row: RangeRow): void => change({ range: range.map((old) => (old.key === row.key ? row : old)) });
  const add = (): void =>
    change({
      range: [
        ...range,
        { key: Math.max(0, ...range.map(({ key }) => key)) + 1, member: { kind: 'person' }, reason: '' },
      ],
    });
  return (
    <>
      <FormField
        field="responsibleManagerId"
        label={t('items.form.manager')}
        hint={t('items.form.managerHint')}
        problem={problems.get('responsibleManagerId')}
      >
        {({ id }) => (
          <PersonSelect
            id={id}
            value={draft.responsibleManagerId}
            onChange={(responsibleManagerId) => change({ responsibleManagerId })}
          />
        )}
      </FormField>
      <Department draft={draft} problems={problems} change={change} />
      <FormField
        field="range"
        label={t('items.form.range')}
        hint={t(RANGE_WORDS[protective])}
        problem={problems.get('range')}
      >
        {({ id }) => (
          <fieldset id={id} className="bare" aria-label={t('items.form.range')}>
            <ul className="range-rows">
              {range.map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  kinds={members}
                  onChange={put}
                  onRemove={() => change({ range: range.filter(({ key }) => key !== row.key) })}
                />
              ))}
            </ul>
            <Button icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
              {t(wide ? 'items.form.addEntry' : 'items.form.addMember')}
            </Button>
          </fieldset>
        )}
      </FormField>
    </>
  );
};
