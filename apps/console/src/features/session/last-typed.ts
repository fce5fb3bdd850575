const KEY = 'miji.sign-in.email';

/** The address typed before leaving for one's company; kept for this tab alone, and once. */
export const lastTyped = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

/** Keeps it; whoever typed nothing leaves nothing. */
export const keepTyped = (email: string): void => {
  if (email === '') sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, email.slice(0, 320));
};
