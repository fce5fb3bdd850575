import type { InputRef } from 'antd';
import { Input } from 'antd';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { FOCUSED_FIRST } from './bottom-sheet.tsx';
import './code-field.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly busy: boolean;
  /** whether what was typed last was refused */
  readonly wrong: boolean;
  readonly onChange: (digits: string) => void;
  /** the sixth digit is typed */
  readonly onWhole: (code: string) => void;
}

const LENGTH = 6;

/** The six digits of an authenticator app. The last of them sends it; what is pasted with gaps is understood. */
export const CodeField = ({ label, value, busy, wrong, onChange, onWhole }: Props): ReactNode => {
  const field = useId();
  const input = useRef<InputRef>(null);
  // Once more after an answer: the field was closed while it was on its way.
  useEffect(() => {
    if (!busy) input.current?.focus();
  }, [busy]);
  const type = (typed: string): void => {
    const digits = typed.replaceAll(/\D/g, '').slice(0, LENGTH);
    onChange(digits);
    if (digits.length === LENGTH && digits !== value) onWhole(digits);
  };
  return (
    <div className="code-field">
      <label htmlFor={field}>{label}</label>
      <Input
        id={field}
        ref={input}
        {...FOCUSED_FIRST}
        size="large"
        className="code-input"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={LENGTH + 4}
        value={value}
        disabled={busy}
        aria-invalid={wrong}
        {...(wrong ? { status: 'error' as const } : {})}
        onChange={({ target }) => type(target.value)}
      />
    </div>
  );
};
