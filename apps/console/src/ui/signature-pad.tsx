import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './signature-pad.css';

const WIDTH = 600;
const HEIGHT = 180;
/** Nearer points add nothing that the eye sees. */
const APART = 3;
/** The wire takes 20,000 characters: what comes after that many is not drawn either. */
const LONGEST = 19_000;

interface Props {
  readonly label: string;
  /** what was drawn so far, as a path in the notation of SVG; undefined where nothing was */
  readonly value?: string | undefined;
  readonly onChange?: (path: string | undefined) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A frame to sign in, with finger, pen or mouse. What was drawn is a path and no picture: it stays sharp in print. */
export const SignaturePad = ({ label, value, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const [path, setPath] = useState(value ?? '');
  const last = useRef<Point>(undefined);
  const tell = (next: string): void => {
    setPath(next);
    // A dot is no signature.
    onChange?.(next.includes('L') ? next : undefined);
  };
  const pointOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return {
      x: Math.round(((event.clientX - left) / width) * WIDTH),
      y: Math.round(((event.clientY - top) / height) * HEIGHT),
    };
  };
  const add = (letter: 'M' | 'L', point: Point): void => {
    if (path.length > LONGEST) return;
    last.current = point;
    tell(`${path}${letter}${point.x} ${point.y}`);
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    add('M', pointOf(event));
  };
  const draw = (event: PointerEvent<SVGSVGElement>): void => {
    if (last.current === undefined) return;
    const point = pointOf(event);
    if (Math.hypot(point.x - last.current.x, point.y - last.current.y) >= APART) add('L', point);
  };
  const end = (): void => {
    last.current = undefined;
  };
  return (
    <div className="signature">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn upon, which a picture is not
        role="img"
        aria-label={path === '' ? label : `${label} · ${t('custody.signature.drawn')}`}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {path === '' ? (
          <text x={WIDTH / 2} y={HEIGHT / 2} textAnchor="middle" dominantBaseline="central" aria-hidden="true">
            {t('custody.signature.here')}
          </text>
        ) : null}
        <path d={path} />
      </svg>
      <Button size="small" disabled={path === ''} onClick={() => tell('')}>
        {t('custody.signature.clear')}
      </Button>
    </div>
  );
};
