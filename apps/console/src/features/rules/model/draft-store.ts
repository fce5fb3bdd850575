import type { RuleContent, RuleDraft } from '@miji/contract';
import type { ContentChange } from './content.ts';

/** How what was typed stands: with the server, on its way, waiting for a pause, refused, or overtaken by somebody else's. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

export interface DraftSnapshot {
  /** the draft as the server last told it */
  readonly draft: RuleDraft;
  readonly content: RuleContent;
  readonly state: SaveState;
  readonly error: unknown;
}

export interface DraftWire {
  readonly save: (draft: RuleDraft, content: RuleContent) => Promise<RuleDraft>;
  readonly isConflict: (error: unknown) => boolean;
}

/** How long a person pauses before what he typed is kept. */
const PAUSE_MS = 800;

/**
 * A draft while it is edited. Every change is kept by itself after a pause; where somebody else changed the draft meanwhile, what was
 * typed stays and nothing is overwritten until its author says so.
 */
export class DraftStore {
  #snapshot: DraftSnapshot;
  #kept: RuleContent;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | null = null;
  readonly #wire: DraftWire;
  readonly #listeners = new Set<() => void>();

  constructor(draft: RuleDraft, wire: DraftWire) {
    this.#snapshot = { draft, content: draft.content, state: 'saved', error: null };
    this.#kept = draft.content;
    this.#wire = wire;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): DraftSnapshot => this.#snapshot;

  readonly edit = (change: ContentChange): void => {
    const content = change(this.#snapshot.content);
    const isConflict = this.#snapshot.state === 'conflict';
    this.#set({ content, ...(isConflict ? {} : { state: 'waiting', error: null }) });
    if (!isConflict) this.#soon();
  };

  /** Keeps what is not kept yet; whether all of it now is. */
  readonly flush = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    if (this.#running !== null) await this.#running;
    if (this.#snapshot.content === this.#kept) return true;
    if (this.#snapshot.state === 'conflict') return false;
    this.#running ??= this.#send();
    return (await this.#running) && this.flush();
  };

  /** Goes on with what somebody else wrote. */
  readonly takeTheirs = (theirs: RuleDraft): void => {
    this.#kept = theirs.content;
    this.#set({ draft: theirs, content: theirs.content, state: 'saved', error: null });
  };

  /** Puts one's own in the place of what somebody else wrote, having seen it. */
  readonly keepMine = (theirs: RuleDraft): Promise<boolean> => {
    this.#kept = theirs.content;
    this.#set({ draft: theirs, state: 'waiting', error: null });
    return this.flush();
  };

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  async #send(): Promise<boolean> {
    const { content, draft } = this.#snapshot;
    this.#set({ state: 'saving' });
    try {
      const kept = await this.#wire.save(draft, content);
      this.#kept = content;
      const isAll = this.#snapshot.content === content;
      this.#set({ draft: kept, state: isAll ? 'saved' : 'waiting', error: null });
      return true;
    } catch (error) {
      this.#set({ state: this.#wire.isConflict(error) ? 'conflict' : 'failed', error });
      return false;
    } finally {
      this.#running = null;
    }
  }

  #set(part: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
