/** One broken house rule. `message` says what is wrong and what to do about it. */
export type Violation = {
  /** Path relative to the checked root, with forward slashes. */
  readonly file: string;
  /** One-based line. */
  readonly line: number;
  /** `check/rule`, stable enough to search for. */
  readonly rule: string;
  readonly message: string;
};

/** A check reads the tree under `root` and changes nothing. An empty list means the tree obeys. */
export type Check = (root: string) => Violation[];

/** The printed form; editors and terminals turn `file:line` into a link. */
export function formatViolation(violation: Violation): string {
  return `${violation.file}:${violation.line}  ${violation.rule}  ${violation.message}`;
}
