import type { RefusalCode } from '@miji/core';
import type { UploadWire } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { refusalOf } from '../../lib/refusal.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts';
import { forgetPlace } from './known-place.ts';
import { sendFile } from './send-file.ts';
import type { Sending } from './send-file.ts';

/** Where a file is on its way into the vault. */
export type Stage =
  | { readonly at: 'nowhere' }
  | {
      readonly at: 'sending' | 'paused' | 'broken';
      readonly name: string;
      readonly size: number;
      readonly sent: number;
    }
  | { readonly at: 'arrived'; readonly name: string; readonly size: number; readonly id: string }
  | { readonly at: 'refused'; readonly name: string; readonly code: RefusalCode };

const LOOK_AGAIN_MS = 700;
const NOWHERE: Stage = { at: 'nowhere' };

/**
 * Brings one file into the vault: its way, pausing and going on, and what the server makes of it. A line that breaks is taken up
 * again by itself a few times, and whenever the browser says that it is back; after the page was closed, once the same file is chosen.
 */
export const useUpload = () => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { person } = useSession();
  const sending = useRef<Sending>(null);
  const [stage, setStage] = useState<Stage>(NOWHERE);
  const limits = useQuery(trpc.uploads.limits.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const checked = useQuery(
    trpc.uploads.get.queryOptions(
      { id: stage.at === 'arrived' ? stage.id : '' },
      {
        enabled: stage.at === 'arrived',
        gcTime: 0,
        refetchInterval: ({ state }) => (isOpen(state.data) ? LOOK_AGAIN_MS : false),
      },
    ),
  );
  const upload = stage.at === 'arrived' ? (checked.data ?? null) : null;

  const move = (to: 'sending' | 'paused' | 'broken'): void =>
    setStage((old) => ('sent' in old ? { ...old, at: to } : old));
  const start = (file: File): void => {
    const { name, size } = file;
    const largest = limits.data?.largest;
    if (size === 0) return setStage({ at: 'refused', name, code: 'CONTENT_EMPTY' });
    if (largest !== undefined && size > largest) return setStage({ at: 'refused', name, code: 'CONTENT_TOO_LARGE' });
    setStage({ at: 'sending', name, size, sent: 0 });
    sending.current = sendFile(file, person.id, {
      onProgress: (sent) => setStage((old) => (old.at === 'sending' ? { ...old, sent } : old)),
      onArrived: (id) => setStage({ at: 'arrived', name, size, id }),
      onFailed: (error) => {
        const code = refusalOf(error)?.code;
        if (code === undefined || code === 'UNAUTHENTICATED' || code === 'UNAVAILABLE') move('broken');
        else setStage({ at: 'refused', name, code: code === 'NOT_FOUND' ? 'UPLOAD_GONE' : code });
      },
    });
  };
  const pause = (): void => {
    sending.current?.pause();
    move('paused');
  };
  const resume = (): void => {
    move('sending');
    sending.current?.resume();
  };
  /** What nobody wants any more is removed at once; where that fails, the server clears it away by itself. */
  const drop = (): void => {
    const id = sending.current?.id() ?? null;
    sending.current?.pause();
    sending.current = null;
    setStage(NOWHERE);
    if (id === null) return;
    forgetPlace(id);
    void client.uploads.cancel.mutate({ id }).catch(() => undefined);
  };

  const onBack = useEffectEvent(() => {
    if (stage.at === 'broken') resume();
  });
  useEffect(() => {
    const back = (): void => onBack();
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('online', back);
      sending.current?.pause();
    };
  }, []);
  return { stage, upload, limits: limits.data ?? null, error: checked.error, start, pause, resume, drop } as const;
};

const isOpen = (upload: UploadWire | undefined): boolean =>
  upload === undefined || upload.state === 'receiving' || upload.state === 'checking';
