/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const result = new URL(url);
  result.pathname = `/${database}`;
  return result.href;
}

/** The same server and database, another user. */
export function withUser(url: string, user: string, password: string): string {
  const result = new URL(url);
  result.username = user;
  result.password = password;
  return result.href;
}
