import type { Capability, ItemDetail } from '@miji/contract';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleLink } from '../../ui/index.ts';
import { CanChange } from './can-change.tsx';
import { CanDoButton } from './can-do-button.tsx';
import { useCapabilityWords } from './capability-words.ts';
import { Section } from './section.tsx';

/** What an act is called: what is asked for as everywhere else, what an office does by a name of its own. */
const actName = (act: Capability['act'], t: TFunction): string => {
  switch (act) {
    case 'view':
    case 'name':
    case 'confirm':
      return t(`items.can.${act}`);
    case 'revise':
      return t('items.revise.title');
    default:
      return t(`common.operation.${act}`);
  }
};

const Act = ({ item, capability }: { readonly item: ItemDetail; readonly capability: Capability }): ReactNode => {
  const { t } = useTranslation();
  const words = useCapabilityWords()(capability);
  return (
    <li className="can-act">
      <div className="row">
        <strong className="grow">{actName(capability.act, t)}</strong>
        <span className={`can-outcome can-${capability.outcome}`}>{t(`items.can.outcome.${capability.outcome}`)}</span>
      </div>
      <div>{words}</div>
      <div className="row can-foot">
        <span className="grow">
          <ArticleLink article={capability.article} />
        </span>
        <CanDoButton item={item} capability={capability} />
      </div>
    </li>
  );
};

/** Each operation: possible, possible with whose approval, or not and why; its article; and the button that starts it. */
export const CanDo = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  return (
    <aside className="can-do">
      <Section title={t('items.can.title')}>
        <ul className="plain-list">
          {item.can.map((capability) => (
            <Act key={capability.act} item={item} capability={capability} />
          ))}
          <CanChange item={item} />
        </ul>
      </Section>
    </aside>
  );
};
