/** A line of a form: what is asked, and what stands there. */
export interface FormRow {
  readonly label: string;
  readonly value: string;
}

/** A part of a form under its own heading. */
export interface FormSection {
  readonly heading: string;
  readonly rows: readonly FormRow[];
}

/** An official form, in words, ready to be set. */
export interface FormPaper {
  readonly language: 'zh-CN' | 'en';
  /** the company in whose name it is */
  readonly issuer: string;
  readonly title: string;
  /** stands at the left of every page: `编号：HYYH-SQ-2026-000007` */
  readonly number: string;
  /** stands at the right of every page: `密级：机密` */
  readonly level: string;
  readonly sections: readonly FormSection[];
  /** who printed it, and when */
  readonly printed: string;
  /** when it was printed, an ISO instant */
  readonly at: string;
  /** names that have to stand there exactly */
  readonly names: readonly string[];
}
