import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

export interface UsualWords<Key extends string> {
  readonly key: Key;
  readonly words: string;
}

interface Props<Key extends string> {
  /** what people usually write; one tap writes it */
  readonly usual: readonly UsualWords<Key>[];
  /** the one that was tapped before the form opened */
  readonly chosen?: Key | null;
  readonly label: string;
  readonly required: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly pending: boolean;
  /** why the last attempt was not accepted */
  readonly note: ReactNode;
  /** `usual` is the one that still stands in the field, unchanged or with more behind it */
  readonly onSend: (words: string, usual: Key | null) => void;
}

/** A sentence that has to be written: one tap for a usual one, or one's own words. */
export const WordsForm = <Key extends string>(props: Props<Key>): ReactNode => {
  const { usual, chosen = null, pending, danger = false } = props;
  const field = useId();
  const [words, setWords] = useState(() => usual.find(({ key }) => key === chosen)?.words ?? '');
  const [tried, setTried] = useState(false);
  const isEmpty = words.trim() === '';
  const send = (): void => {
    setTried(true);
    if (isEmpty) return;
    const standing = usual.find((one) => words.startsWith(one.words));
    props.onSend(words.trim(), standing?.key ?? null);
  };
  return (
    <>
      <div className="row">
        {usual.map((one) => (
          <Button
            key={one.key}
            shape="round"
            className="reason-chip"
            aria-pressed={words === one.words}
            type={words === one.words ? 'primary' : 'default'}
            onClick={() => setWords(one.words)}
          >
            {one.words}
          </Button>
        ))}
      </div>
      <label htmlFor={field}>{props.label}</label>
      <Input.TextArea
        id={field}
        value={words}
        maxLength={2_000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        aria-required="true"
        aria-invalid={tried && isEmpty}
        aria-describedby={`${field}-help`}
        {...(tried && isEmpty ? { status: 'error' as const } : {})}
        onChange={(event) => setWords(event.target.value)}
      />
      <div id={`${field}-help`} role="alert" className="time-short">
        {tried && isEmpty ? props.required : ''}
      </div>
      {props.note}
      <Button
        block
        danger={danger}
        size="large"
        type="primary"
        className="decide-button"
        loading={pending}
        onClick={send}
      >
        {props.confirm}
      </Button>
    </>
  );
};
