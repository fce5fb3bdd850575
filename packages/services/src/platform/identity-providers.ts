/** The identity provider of a company, as sign-in keeps it. The secret never comes back. */
export interface ProviderSetting {
  readonly configurationId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly domains: readonly string[];
  readonly setBy: string;
  /** ISO 8601, UTC */
  readonly setAt: string;
  /** ISO 8601, UTC; null until somebody else has confirmed it */
  readonly confirmedAt: string | null;
}

/** What a system administrator enters. */
export interface NewProvider {
  readonly companyId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly domains: readonly string[];
  readonly setBy: string;
}

/** The identity providers of the companies: what sign-in does for the verbs that set them up. */
export interface IdentityProviders {
  /** where a provider sends the people of a company back to */
  callbackOf(companyCode: string): string;
  of(
    companyId: string,
  ): Promise<{ readonly confirmed: ProviderSetting | null; readonly waiting: ProviderSetting | null }>;
  /** Whether an issuer answers as an identity provider that Miji can speak with. */
  answers(issuer: string): Promise<boolean>;
  /** Keeps a provider until somebody confirms it, in the place of what waited before. */
  set(input: NewProvider): Promise<ProviderSetting>;
  /** Lets in what somebody else has entered, in the place of what was there. False where there is none to confirm. */
  confirm(input: {
    readonly companyId: string;
    readonly configurationId: string;
    readonly confirmedBy: string;
  }): Promise<boolean>;
  /** Ends what is there and what waits, with the sessions and the known subjects of whoever came by it. False where there was none. */
  remove(companyId: string): Promise<boolean>;
}
