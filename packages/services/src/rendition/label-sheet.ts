/** What stands on the label of a copy: nothing that says what is in it. */
export interface CopyLabel {
  /** `HYYH-2026-000012-003` */
  readonly id: string;
  readonly mark: string;
  /** where it lies, or with whom it is */
  readonly place: string;
  /** where it is found in the register; stands there as a QR code */
  readonly address: string;
}

/** Labels to be stuck on, 24 to a sheet of A4. */
export interface LabelSheet {
  /** what the file says about itself */
  readonly title: string;
  readonly labels: readonly CopyLabel[];
  /** when it was printed, an ISO instant */
  readonly at: string;
}
