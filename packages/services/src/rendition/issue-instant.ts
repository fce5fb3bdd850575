/**
 * Reads `2026-11-21 10:05` (seconds optional) as Shanghai time.
 * @throws RangeError when it is not a time
 */
export function issueInstant(issuedAt: string): Date {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/u.exec(issuedAt);
  const instant = new Date(`${match?.[1]}T${match?.[2]}${match?.[3] ?? ':00'}+08:00`);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not a time of issue: ${issuedAt}`);
  return instant;
}
