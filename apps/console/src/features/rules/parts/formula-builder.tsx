import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Approver, Joint, Office } from '@miji/core';
import { DELEGABLE_POSTS, isJoint, leavesOf, postName } from '@miji/core';
import { Button, InputNumber, Select } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useVoice } from '../entry-words.ts';
import type { Place } from '../model/formula-edit.ts';
import {
  addGroup,
  addOffice,
  changeAt,
  countPeople,
  DEEPEST,
  FEWEST_PEOPLE,
  joinAs,
  JOINT_KINDS,
  MOST_OFFICES,
  MOST_PEOPLE,
  movePart,
  OFFICE_KINDS,
  officeKindOf,
  officeOf,
  postOf,
} from '../model/formula-edit.ts';

interface Props {
  readonly approver: Approver;
  readonly onChange: (approver: Approver) => void;
}

interface PartProps {
  readonly part: Approver;
  readonly place: Place;
  readonly change: (place: Place, change: (part: Approver) => Approver | null) => void;
  /** the buttons that move or remove it */
  readonly tools: ReactNode;
  readonly isFull: boolean;
}

const OfficeRow = ({
  office,
  place,
  change,
  tools,
}: Omit<PartProps, 'part'> & { readonly office: Office }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useVoice();
  const kind = officeKindOf(office);
  const post = postOf(office);
  return (
    <div className="office-row">
      <Select
        aria-label={t('rules.builder.office')}
        className="grow-select"
        value={kind}
        popupMatchSelectWidth={false}
        options={OFFICE_KINDS.map((one) => ({ value: one, label: t(`rules.builder.kind.${one}`) }))}
        onChange={(chosen) => change(place, () => officeOf(chosen, post ?? 'general_manager'))}
      />
      {post === null ? null : (
        <Select
          aria-label={t('rules.builder.post')}
          className="grow-select"
          value={post}
          popupMatchSelectWidth={false}
          options={(DELEGABLE_POSTS.includes(post) ? DELEGABLE_POSTS : [...DELEGABLE_POSTS, post]).map((one) => ({
            value: one,
            label: postName(one, language === 'en' ? 'en' : 'zh'),
          }))}
          onChange={(chosen) => change(place, () => officeOf(kind, chosen))}
        />
      )}
      {tools}
    </div>
  );
};

const Tools = ({
  joint,
  index,
  place,
  change,
}: Pick<PartProps, 'place' | 'change'> & { readonly joint: Joint<Office>; readonly index: number }): ReactNode => {
  const { t } = useTranslation();
  const move = (by: -1 | 1): void =>
    change(place, (part) => (isJoint<Office>(part) ? movePart(part, index, by) : part));
  return (
    <span className="office-tools">
      {joint.kind === 'in_order' ? (
        <>
          <Button
            type="text"
            icon={<ArrowUpOutlined aria-hidden="true" />}
            aria-label={t('rules.builder.up')}
            disabled={index === 0}
            onClick={() => move(-1)}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined aria-hidden="true" />}
            aria-label={t('rules.builder.down')}
            disabled={index === joint.of.length - 1}
            onClick={() => move(1)}
          />
        </>
      ) : null}
      <Button
        type="text"
        danger
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={t('rules.builder.remove')}
        onClick={() => change([...place, index], () => null)}
      />
    </span>
  );
};

const JointBox = ({
  joint,
  place,
  change,
  tools,
  isFull,
}: Omit<PartProps, 'part'> & { readonly joint: Joint<Office> }): ReactNode => {
  const { t } = useTranslation();
  return (
    <fieldset className="joint-box">
      <legend className="visually-hidden">{t(`rules.builder.joint.${joint.kind}`)}</legend>
      <div className="office-row">
        <Select
          aria-label={t('rules.builder.how')}
          className="grow-select"
          value={joint.kind}
          options={JOINT_KINDS.map((kind) => ({ value: kind, label: t(`rules.builder.joint.${kind}`) }))}
          onChange={(kind) => change(place, (part) => (isJoint<Office>(part) ? joinAs(part, kind) : part))}
        />
        {tools}
      </div>
      {joint.kind === 'at_least' ? <PeopleCount count={joint.count} place={place} change={change} /> : null}
      <ul className="joint-parts">
        {joint.of.map((part, index) => (
          // Parts have no name of their own: where each stands is what it is.
          // oxlint-disable-next-line react/no-array-index-key -- see above
          <li key={index}>
            <PartBox
              part={part}
              place={[...place, index]}
              change={change}
              isFull={isFull}
              tools={<Tools joint={joint} index={index} place={place} change={change} />}
            />
          </li>
        ))}
      </ul>
      <AddButtons place={place} change={change} isFull={isFull} hasGroups={joint.kind !== 'at_least'} />
    </fieldset>
  );
};

/** How many of them have to agree: `至少 2 人同意`. */
const PeopleCount = ({
  count,
  place,
  change,
}: Pick<PartProps, 'place' | 'change'> & { readonly count: number }): ReactNode => {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="row">
      <label htmlFor={id}>{t('rules.builder.at_least')}</label>
      <InputNumber
        id={id}
        className="count-input"
        min={FEWEST_PEOPLE}
        max={MOST_PEOPLE}
        precision={0}
        value={count}
        onChange={(typed) => {
          if (typed !== null) change(place, (part) => (isJoint<Office>(part) ? countPeople(part, typed) : part));
        }}
      />
      <span>{t('rules.builder.people_agree')}</span>
      <span className="soft">{t('rules.builder.people_hint')}</span>
    </div>
  );
};

const AddButtons = ({
  place,
  change,
  isFull,
  hasGroups,
}: Pick<PartProps, 'place' | 'change' | 'isFull'> & { readonly hasGroups: boolean }): ReactNode => {
  const { t } = useTranslation();
  return (
    <div className="row">
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={isFull}
        onClick={() => change(place, addOffice)}
      >
        {t('rules.builder.add_office')}
      </Button>
      {hasGroups && place.length < DEEPEST - 1 ? (
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={isFull}
          onClick={() => change(place, addGroup)}
        >
          {t('rules.builder.add_group')}
        </Button>
      ) : null}
    </div>
  );
};

const PartBox = (props: PartProps): ReactNode => {
  const { part, ...rest } = props;
  return isJoint<Office>(part) ? <JointBox joint={part} {...rest} /> : <OfficeRow office={part} {...rest} />;
};

/** Who has to agree, put together from people's words: an office, or several joined by any of, all of, one after the other. */
export const FormulaBuilder = ({ approver, onChange }: Props): ReactNode => {
  const isFull = leavesOf<Office>(approver).length >= MOST_OFFICES;
  const change: PartProps['change'] = (place, by) => {
    const next = changeAt(approver, place, by);
    if (next !== null) onChange(next);
  };
  return (
    <div className="builder">
      <PartBox part={approver} place={[]} change={change} tools={null} isFull={isFull} />
      {isJoint<Office>(approver) ? null : <AddButtons place={[]} change={change} isFull={isFull} hasGroups />}
    </div>
  );
};
