import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly label: string;
  readonly fewer: string;
  readonly more: string;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number between two others, for a thumb: less, and back up again, but no further than it was. */
export const Stepper = ({ value, min, max, label, fewer, more, disabled = false, onChange }: Props): ReactNode => (
  <fieldset className="bare stepper" aria-label={label}>
    <Button
      aria-label={fewer}
      icon={<MinusOutlined aria-hidden="true" />}
      disabled={disabled || value <= min}
      onClick={() => onChange(value - 1)}
    />
    <output className="number">{value}</output>
    <Button
      aria-label={more}
      icon={<PlusOutlined aria-hidden="true" />}
      disabled={disabled || value >= max}
      onClick={() => onChange(value + 1)}
    />
  </fieldset>
);
