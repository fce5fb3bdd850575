import { POSTS } from '@miji/core';
import type { Post } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { PersonSelect } from '../../ui/index.ts';

/** A post as it is typed. */
export interface TypedPost {
  readonly post: Post;
  readonly departmentId?: string;
  readonly lines?: readonly string[];
  readonly actingForId?: string;
}

const LINE = /^[a-z][a-z0-9_]{0,19}$/;

/** Which post, in which department, in charge of what, and for whom where it is kept for another. */
export const PostFields = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const departments = useQuery(trpc.organisation.departments.queryOptions({ company }));
  return (
    <>
      <Form.Item
        name="post"
        label={t('organisation.field.post')}
        rules={[{ required: true, message: t('common.fieldRequired') }]}
      >
        <Select options={POSTS.map((value) => ({ value, label: t(`common.post.${value}`) }))} />
      </Form.Item>
      <Form.Item name="departmentId" label={t('organisation.field.department')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          loading={departments.isPending}
          options={(departments.data?.entries ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="lines"
        label={t('organisation.field.lines')}
        extra={t('organisation.lines_hint')}
        rules={[
          {
            validator: async (_, lines: readonly string[] | undefined) => {
              if (lines?.some((line) => !LINE.test(line)) === true) throw new Error(t('organisation.lines_wrong'));
            },
          },
        ]}
      >
        <Select mode="tags" open={false} tokenSeparators={[',', '，', '、', ' ']} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="actingForId" label={t('organisation.field.acting_for')} extra={t('organisation.acting_hint')}>
        <PersonSelect label={t('organisation.field.acting_for')} />
      </Form.Item>
    </>
  );
};

/** A typed post as the wire has it. */
export const toPost = ({ post, departmentId, lines, actingForId }: TypedPost) => ({
  post,
  lines: [...(lines ?? [])],
  ...(departmentId === undefined ? {} : { departmentId }),
  ...(actingForId === undefined ? {} : { actingForId }),
});
