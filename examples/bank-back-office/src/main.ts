import { createBackOffice } from './back-office.ts';

const { MIJI_URL = 'http://127.0.0.1:4400', MIJI_API_KEY, PORT = '4500' } = process.env;

if (MIJI_API_KEY === undefined) {
  console.error('MIJI_API_KEY is missing: let the system administrator of your company issue a key for this service');
  process.exitCode = 1;
} else {
  const backOffice = createBackOffice({
    mijiUrl: MIJI_URL,
    apiKey: MIJI_API_KEY,
    // In earnest the bank's own session says who it is; here a header does.
    personOf: (request) => {
      const person = request.headers['x-bank-employee'];
      return typeof person === 'string' ? person : null;
    },
  });
  backOffice.listen(Number(PORT), '127.0.0.1', () =>
    console.log(`back office: http://127.0.0.1:${PORT}/credit-files/HYYH-2026-000001`),
  );
}
