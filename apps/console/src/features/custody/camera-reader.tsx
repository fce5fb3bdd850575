import { CameraOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { loadQrReader } from './qr-reader.ts';

/** Between two looks: fast enough for a hand that goes from label to label, slow enough for a phone’s battery. */
const LOOK_MS = 200;
/** A label that stays in view is told once. */
const SAME_LABEL_MS = 4_000;
const BUZZ_MS = 60;

type Trouble = 'refused' | 'none';

const troubleOf = (error: unknown): Trouble =>
  error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none';

/** Looks at what the camera sees until it is stopped. */
const watch = async (
  video: HTMLVideoElement,
  signal: AbortSignal,
  onLabel: (label: string) => void,
  onSeen: () => void,
): Promise<void> => {
  const read = await loadQrReader();
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) {
    stop();
    return;
  }
  signal.addEventListener('abort', stop, { once: true });
  video.srcObject = stream;
  await video.play();
  onSeen();
  const told = new Map<string, number>();
  while (!signal.aborted) {
    for (const label of await read(video)) {
      const now = performance.now();
      if (now - (told.get(label) ?? Number.NEGATIVE_INFINITY) > SAME_LABEL_MS && !signal.aborted) {
        navigator.vibrate?.(BUZZ_MS);
        onLabel(label);
      }
      told.set(label, now);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
};

const Viewfinder = ({
  onLabel,
  onTrouble,
}: {
  readonly onLabel: (label: string) => void;
  readonly onTrouble: (trouble: Trouble) => void;
}): ReactNode => {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [sees, setSees] = useState(false);
  const tell = useRef({ onLabel, onTrouble });
  useEffect(() => {
    tell.current = { onLabel, onTrouble };
  });
  useEffect(() => {
    const picture = video.current;
    if (picture === null) return undefined;
    const ended = new AbortController();
    watch(
      picture,
      ended.signal,
      (label) => tell.current.onLabel(label),
      () => setSees(true),
    ).catch((error: unknown) => {
      if (!ended.signal.aborted) tell.current.onTrouble(troubleOf(error));
    });
    return () => ended.abort();
  }, []);
  return (
    <>
      <video ref={video} muted playsInline aria-label={t('custody.stocktaking.camera_view')} />
      {sees ? null : <p className="soft">{t('custody.stocktaking.camera_starting')}</p>}
    </>
  );
};

/** The camera of a phone as a scanner. Where there is none, says so; the field beside it takes everything as well. */
export const CameraReader = ({ onLabel }: { readonly onLabel: (label: string) => void }): ReactNode => {
  const { t } = useTranslation();
  const [on, setOn] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  return (
    <div className="count-camera stack">
      <Button
        icon={<CameraOutlined aria-hidden="true" />}
        size="large"
        block
        onClick={() => {
          setTrouble(undefined);
          setOn(!on);
        }}
      >
        {t(on ? 'custody.stocktaking.camera_stop' : 'custody.stocktaking.camera')}
      </Button>
      {on ? (
        <Viewfinder
          onLabel={onLabel}
          onTrouble={(found) => {
            setOn(false);
            setTrouble(found);
          }}
        />
      ) : null}
      {trouble === undefined ? null : (
        <Alert type="warning" showIcon role="alert" title={t(`custody.stocktaking.camera_${trouble}`)} />
      )}
    </div>
  );
};
