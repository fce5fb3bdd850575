import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly value: string | undefined;
  readonly label: string;
  readonly onSearch: (words: string | undefined) => void;
}

const PAUSE_MS = 400;

/** A search field that asks after a pause in typing, or at once on Enter. */
export const SearchField = ({ value, label, onSearch }: Props): ReactNode => {
  const [typed, setTyped] = useState(value ?? '');
  const [told, setTold] = useState(value);
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (told !== value) {
    setTold(value);
    if (value !== (typed.trim() || undefined)) setTyped(value ?? '');
  }
  useEffect(() => () => clearTimeout(pending.current), []);
  const ask = (words: string, pause: number): void => {
    clearTimeout(pending.current);
    pending.current = setTimeout(() => onSearch(words.trim() || undefined), pause);
  };
  return (
    <Input
      type="search"
      className="search-field"
      prefix={<SearchOutlined aria-hidden="true" />}
      aria-label={label}
      placeholder={label}
      allowClear
      maxLength={100}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        ask(target.value, PAUSE_MS);
      }}
      onPressEnter={() => ask(typed, 0)}
    />
  );
};
