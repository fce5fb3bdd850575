import { sentenceFor } from '@miji/contract';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleLink } from '../../ui/index.ts';
import type { Field, FieldProblem } from './register-findings.ts';

/** What ties a control to its label and to what is wrong with it. */
export interface ControlTies {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface Props {
  readonly field: Field;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly problem: FieldProblem | undefined;
  readonly children: (ties: ControlTies) => ReactNode;
}

/** The id of a field's control, to which the focus goes when something is wrong. */
export const controlId = (field: Field): string => `register-${field}`;

const Problem = ({ problem }: { readonly problem: FieldProblem }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <>
      {problem.code === 'EMPTY' ? t('common.fieldRequired') : sentenceFor(problem.code, language)}{' '}
      {problem.article === null ? null : <ArticleLink article={problem.article} />}
    </>
  );
};

/** A labelled control with its hint and what is wrong with it. */
export const FormField = ({ field, label, hint, problem, children }: Props): ReactNode => {
  const id = controlId(field);
  const help = `${id}-help`;
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      validateStatus={problem === undefined ? '' : 'error'}
      help={problem === undefined ? undefined : <Problem problem={problem} />}
      extra={hint === undefined ? undefined : <span id={help}>{hint}</span>}
    >
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': hint === undefined ? undefined : help,
      })}
    </Form.Item>
  );
};
