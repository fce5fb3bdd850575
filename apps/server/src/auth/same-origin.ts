/**
 * Whether a request that carries a cookie and changes something was sent by a page of our own.
 *
 * A browser always names the origin on such a request, or at least says `Sec-Fetch-Site`; where both are missing the
 * answer is no. Requests that authenticate with a service key need no such check, a browser never adds the key by itself.
 *
 * @param headers the request's headers
 * @param baseUrl where the console is served, e.g. `https://miji.example.com`
 * @param trustedOrigins further origins that count as our own, e.g. `http://localhost:4400`
 */
export function sameOrigin(headers: Headers, baseUrl: string, trustedOrigins: readonly string[] = []): boolean {
  const origin = headers.get('origin');
  if (origin !== null) {
    return origin === new URL(baseUrl).origin || trustedOrigins.includes(origin);
  }
  return headers.get('sec-fetch-site') === 'same-origin';
}
