import type { RangeMemberWire } from '@miji/contract';
import { POSTS } from '@miji/core';
import type { Post, RangeMemberKind } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { PersonSelect } from '../../ui/index.ts';

/** What is being chosen; complete once its kind's own field is there. */
export interface MemberChoice {
  readonly kind: RangeMemberWire['kind'];
  readonly personId?: string | undefined;
  readonly post?: Post | undefined;
  readonly departmentId?: string | undefined;
  readonly groupId?: string | undefined;
  /** what the member is called, where it was not chosen here */
  readonly name?: string | undefined;
}

/** The chosen member; null while nothing is chosen. */
export const toMember = (
  { kind, personId, post, departmentId, groupId }: MemberChoice,
  companyId: string,
): RangeMemberWire | null => {
  switch (kind) {
    case 'person':
      return personId === undefined ? null : { kind, personId };
    case 'post':
      return post === undefined ? null : { kind, companyId, post };
    case 'department':
      return departmentId === undefined ? null : { kind, departmentId };
    case 'group':
      return groupId === undefined ? null : { kind, groupId };
  }
};

interface Props {
  readonly value?: MemberChoice;
  readonly onChange?: (choice: MemberChoice) => void;
  readonly id?: string;
  /** what the rules let somebody name: persons alone, or posts, departments and project groups too */
  readonly kinds: readonly RangeMemberKind[];
  /** whose posts, departments and project groups, by code */
  readonly company: string;
}

const KINDS = ['person', 'post', 'department', 'group'] as const;
const NOBODY: MemberChoice = { kind: 'person' };

/** Chooses a person; where the level allows also a post, a department or a project group. */
export const MemberField = ({ value = NOBODY, onChange, id, kinds, company }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const departments = useQuery({
    ...trpc.organisation.departments.queryOptions({ company }),
    enabled: value.kind === 'department',
  });
  const groups = useQuery({
    ...trpc.projectGroups.list.queryOptions({ company }),
    enabled: value.kind === 'group',
  });
  const own = id === undefined ? {} : { id };
  const label = t('items.name.who');
  const change = (choice: Partial<MemberChoice>): void => onChange?.({ ...value, ...choice });
  const choosers = {
    person: (
      <PersonSelect
        {...own}
        label={label}
        value={value.personId}
        name={value.name}
        onChange={(personId) => change({ personId, name: undefined })}
      />
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
    group: (
      <Select<string>
        {...own}
        aria-label={label}
        className="grow-select"
        loading={groups.isFetching}
        value={value.groupId ?? null}
        notFoundContent={t('items.name.noGroup')}
        showSearch={{ optionFilterProp: 'label' }}
        options={(groups.data?.entries ?? []).map(({ id: groupId, name, leader }) => ({
          value: groupId,
          label: t('items.name.group', { name, leader: leader.name }),
        }))}
        onChange={(groupId) => change({ groupId })}
      />
    ),
  };
  const chooser = choosers[value.kind];
  const isPersonsOnly = kinds.every((kind) => kind === 'person');
  if (isPersonsOnly && value.kind === 'person') return chooser;
  return (
    <Space.Compact block>
      <Select
        aria-label={t('items.name.kind')}
        className="kind-select"
        value={value.kind}
        options={KINDS.map((kind) => ({
          value: kind,
          label: t(`items.range.kind.${kind}`),
          disabled: !kinds.includes(kind),
        }))}
        onChange={(kind) => onChange?.({ kind })}
      />
      {chooser}
    </Space.Compact>
  );
};
