import { Refusal } from '@miji/contract';
import type { Platform } from '../platform/context.ts';

/** How many streams one service may hold open at one server: each of its processes has one, and a line that is dead is noticed late. */
const STREAMS_OF_SERVICE = 20;
/** How many all of them may. */
const STREAMS_IN_ALL = 500;

/** What has come of the events that services reported. */
export type ReportedFigures = Readonly<Record<'accepted' | 'repeated' | 'refused', number>>;

interface Figures {
  readonly streams: Map<string, number>;
  reported: ReportedFigures;
}

const kept = new WeakMap<Platform['snapshots'], Figures>();

const figuresOf = ({ snapshots }: Pick<Platform, 'snapshots'>): Figures => {
  const figures = kept.get(snapshots) ?? { streams: new Map(), reported: { accepted: 0, repeated: 0, refused: 0 } };
  kept.set(snapshots, figures);
  return figures;
};

const openIn = ({ streams }: Figures): number => [...streams.values()].reduce((sum, open) => sum + open, 0);

/**
 * Counts a stream of a service as open; gives what ends that.
 *
 * @throws Refusal `RATE_LIMITED` where it, or all of them together, have as many as may be
 */
export const enterStream = (platform: Platform, serviceId: string): (() => void) => {
  const figures = figuresOf(platform);
  const { streams } = figures;
  const open = streams.get(serviceId) ?? 0;
  if (open >= STREAMS_OF_SERVICE || openIn(figures) >= STREAMS_IN_ALL) throw new Refusal('RATE_LIMITED');
  streams.set(serviceId, open + 1);
  return () => {
    const left = (streams.get(serviceId) ?? 1) - 1;
    if (left > 0) streams.set(serviceId, left);
    else streams.delete(serviceId);
  };
};

/** Counts what has come of a report. */
export const countReported = (platform: Platform, { accepted, repeated, refused }: ReportedFigures): void => {
  const figures = figuresOf(platform);
  const { reported } = figures;
  figures.reported = {
    accepted: reported.accepted + accepted,
    repeated: reported.repeated + repeated,
    refused: reported.refused + refused,
  };
};

/** How this server serves those who decide for themselves, since it was started. */
export const feedFigures = (
  platform: Pick<Platform, 'snapshots'>,
): { readonly streams: number; readonly reported: ReportedFigures } => {
  const figures = figuresOf(platform);
  return { streams: openIn(figures), reported: figures.reported };
};
