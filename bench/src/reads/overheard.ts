import type { Pool } from 'pg';

/** A statement as it went to the server. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

const isStatement = (sent: unknown): sent is Statement =>
  typeof sent === 'object' &&
  sent !== null &&
  'name' in sent &&
  'text' in sent &&
  'values' in sent &&
  Array.isArray(sent.values);

/** Notes the prepared statements that a pool sends from here on, to send the very same ones another way. */
export const overhear = (pool: Pool): readonly Statement[] => {
  const heard: Statement[] = [];
  pool.on('connect', (client) => {
    const { query } = client;
    Object.assign(client, {
      query: (...sent: readonly unknown[]): unknown => {
        if (isStatement(sent[0])) heard.push(sent[0]);
        return Reflect.apply<typeof client, readonly unknown[], unknown>(query, client, sent);
      },
    });
  });
  return heard;
};
