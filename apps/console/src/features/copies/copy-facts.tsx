import type { CopyDetail } from '@miji/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, Minute, PersonName } from '../../ui/index.ts';
import { Section } from '../items/section.tsx';
import { StateSign } from './state-sign.tsx';

/** What a copy is, where it is, and where it came from. */
export const CopyFacts = ({ copy }: { readonly copy: CopyDetail }): ReactNode => {
  const { t } = useTranslation();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('copies.field.state'), <StateSign key="state" copy={copy} />],
    [t('copies.field.holder'), <PersonName key="holder" person={copy.holder} />],
    ...(copy.state === 'destroyed'
      ? []
      : [[t('copies.field.store'), copy.store === null ? t('copies.on_desk') : copy.store.name] as const]),
    [
      t('copies.field.pages'),
      copy.pages === null ? t('copies.page.uncounted') : t('copies.page.pages', { count: copy.pages }),
    ],
    [t('copies.field.medium'), t(`copies.medium.${copy.medium}`)],
    [t('copies.field.kind'), t(`copies.kind.${copy.kind}`)],
    [
      t('copies.field.parent'),
      copy.parent === null ? (
        t('copies.page.from_item')
      ) : (
        <GoLink key="parent" href={paths.copy(copy.parent)} className="number">
          {copy.parent}
        </GoLink>
      ),
    ],
    [t('copies.field.issued'), <Minute key="issued" at={copy.issuedAt} />],
  ];
  const more: readonly (readonly [string, ReactNode])[] = [
    ...(copy.boundTo === null
      ? []
      : [
          [
            t('copies.field.bound'),
            <GoLink key="bound" href={paths.copy(copy.boundTo)} className="number">
              {copy.boundTo}
            </GoLink>,
          ] as const,
        ]),
    ...(copy.dueAt === null ? [] : [[t('copies.field.due'), <Minute key="due" at={copy.dueAt} relative />] as const]),
    ...(copy.useUntil === null ? [] : [[t('copies.field.use_until'), copy.useUntil] as const]),
    ...(copy.grant === null
      ? []
      : [
          [
            t('copies.field.grant'),
            <span key="grant" className="number">
              {copy.grant}
            </span>,
          ] as const,
        ]),
  ];
  return (
    <Section
      title={t('copies.page.facts')}
      extra={
        copy.hasFile ? (
          <Button href={paths.copyFile(copy.id)} target="_blank" rel="noopener">
            {t('copies.page.file')}
          </Button>
        ) : undefined
      }
    >
      <dl className="facts">
        {[...facts, ...more].map(([name, value]) => (
          <div key={name}>
            <dt className="soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
};
