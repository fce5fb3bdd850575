import type { RangeMemberWire } from '@miji/contract';
import { POSTS } from '@miji/core';
import type { Post } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { PersonSelect } from '../../ui/index.ts';

/** What is being chosen; complete once its kind's own field is there. */
export interface MemberChoice {
  readonly kind: Exclude<RangeMemberWire['kind'], 'group'>;
  readonly personId?: string | undefined;
  readonly post?: Post | undefined;
  readonly departmentId?: string | undefined;
}

/** The chosen member; null while nothing is chosen. */
export const toMember = (
  { kind, personId, post, departmentId }: MemberChoice,
  companyId: string,
): RangeMemberWire | null => {
  switch (kind) {
    case 'person':
      return personId === undefined ? null : { kind, personId };
    case 'post':
      return post === undefined ? null : { kind, companyId, post };
    case 'department':
      return departmentId === undefined ? null : { kind, departmentId };
  }
};

interface Props {
  readonly value?: MemberChoice;
  readonly onChange?: (choice: MemberChoice) => void;
  readonly id?: string;
  /** whether posts and departments may be named too, as at 秘密 */
  readonly wide: boolean;
  /** whose posts and departments, by code */
  readonly company: string;
}

const KINDS = ['person', 'post', 'department'] as const;
const NOBODY: MemberChoice = { kind: 'person' };

/** Chooses a person; where the level allows also a post or a department. */
export const MemberField = ({ value = NOBODY, onChange, id, wide, company }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const departments = useQuery({
    ...trpc.organisation.departments.queryOptions({ company }),
    enabled: value.kind === 'department',
  });
  const own = id === undefined ? {} : { id };
  const label = t('items.name.who');
  const change = (choice: Partial<MemberChoice>): void => onChange?.({ ...value, ...choice });
  const choosers = {
    person: (
      <PersonSelect {...own} label={label} value={value.personId} onChange={(personId) => change({ personId })} />
    ),
    post: (
      <Select<Post>
        {...own}
        aria-label={label}
        className="grow-select"
        value={value.post ?? null}
        options={POSTS.map((post) => ({ value: post, label: t(`common.post.${post}`) }))}
        onChange={(post) => change({ post })}
      />
    ),
    department: (
      <Select<string>
        {...own}
        aria-label={label}
        className="grow-select"
        loading={departments.isFetching}
        value={value.departmentId ?? null}
        showSearch={{ optionFilterProp: 'label' }}
        options={(departments.data?.entries ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(departmentId) => change({ departmentId })}
      />
    ),
  };
  const chooser = choosers[value.kind];
  if (!wide && value.kind === 'person') return chooser;
  return (
    <Space.Compact block>
      <Select
        aria-label={t('items.name.kind')}
        className="kind-select"
        value={value.kind}
        options={KINDS.map((kind) => ({
          value: kind,
          label: t(`items.range.kind.${kind}`),
          disabled: !wide && kind !== 'person',
        }))}
        onChange={(kind) => onChange?.({ kind })}
      />
      {chooser}
    </Space.Compact>
  );
};
