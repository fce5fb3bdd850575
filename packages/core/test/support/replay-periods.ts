import { replay } from './periods.ts';

const noonInLocalTime = new Date(2026, 0, 1, 12).toISOString();
process.stdout.write(JSON.stringify({ noonInLocalTime, rows: replay() }));
