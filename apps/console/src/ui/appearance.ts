import { useSyncExternalStore } from 'react';
import type { Appearance } from './theme.ts';

export const APPEARANCE_CHOICES = ['system', 'light', 'dark'] as const;
export type AppearanceChoice = (typeof APPEARANCE_CHOICES)[number];

const KEY = 'miji.appearance';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const isChoice = (value: string | null): value is AppearanceChoice =>
  APPEARANCE_CHOICES.some((choice) => choice === value);

let choice: AppearanceChoice = (() => {
  const stored = localStorage.getItem(KEY);
  return isChoice(stored) ? stored : 'system';
})();

const effective = (): Appearance => (choice === 'system' ? (system.matches ? 'dark' : 'light') : choice);

const announce = (): void => {
  document.documentElement.dataset['appearance'] = effective();
  for (const listener of listeners) listener();
};

system.addEventListener('change', announce);
announce();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const chooseAppearance = (to: AppearanceChoice): void => {
  choice = to;
  localStorage.setItem(KEY, to);
  announce();
};

/** Light or dark: what was chosen, or what the system says. */
export const useAppearance = (): { readonly choice: AppearanceChoice; readonly appearance: Appearance } => ({
  choice: useSyncExternalStore(subscribe, () => choice),
  appearance: useSyncExternalStore(subscribe, effective),
});
