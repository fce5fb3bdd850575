import { BarcodeOutlined } from '@ant-design/icons';
import type { InputRef } from 'antd';
import { Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelMeans } from './use-counting.ts';

/** No hand types a character in less, and hardly a scanner takes more. */
const SCANNER_MS = 40;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The one field that a scanner types into, which keeps the focus: it ends each label with Enter, as does whoever types one. */
export const LabelField = ({
  onLabel,
}: {
  readonly onLabel: (label: string, means: LabelMeans) => void;
}): ReactNode => {
  const { t } = useTranslation();
  const field = useId();
  const input = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  /** since when this label has been coming, and in how many strokes: what is pasted comes in one */
  const coming = useRef({ since: 0, strokes: 0 });
  useEffect(() => {
    // Not on a phone, where the focus would bring up the keyboard over the camera’s picture.
    if (matchMedia('(pointer: fine)').matches) input.current?.focus();
    const onKey = (event: KeyboardEvent): void => {
      const isCharacter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isCharacter || isField(event.target) || document.querySelector('.ant-modal-wrap:not([style*="none"])'))
        return;
      event.stopPropagation();
      input.current?.focus();
    };
    // Before the shortcuts of the console hear it: what a scanner types is no shortcut.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  const submit = (): void => {
    const label = typed.trim();
    setTyped('');
    const { since, strokes } = coming.current;
    const isScanned = strokes >= label.length && performance.now() - since < SCANNER_MS * label.length;
    if (label !== '') onLabel(label, isScanned ? 'scanned' : 'typed');
  };
  return (
    <div className="count-field">
      <label htmlFor={field}>{t('custody.stocktaking.label')}</label>
      <Input
        id={field}
        ref={input}
        size="large"
        prefix={<BarcodeOutlined aria-hidden="true" />}
        maxLength={300}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="done"
        value={typed}
        onChange={({ target }) => {
          if (typed === '') coming.current = { since: performance.now(), strokes: 0 };
          coming.current.strokes += 1;
          setTyped(target.value);
        }}
        onPressEnter={submit}
      />
      <span className="soft">{t('custody.stocktaking.label_hint')}</span>
    </div>
  );
};
