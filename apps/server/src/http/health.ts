import type { Pool } from '@miji/db';
import { feedFigures } from '@miji/services';
import type { Platform } from '@miji/services';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Pools = Readonly<Record<'trace' | 'app' | 'sealer' | 'auth', Pool>>;

/** Whoever asks again and again has stopped listening by then. */
const ANSWER_WITHIN_MS = 3_000;

const WRITABLE = `not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off'`;
const MAY_TRACE = `has_table_privilege('miji.audit_event', 'insert') and has_table_privilege('miji.audit_pending', 'insert')`;

const holds = async (pool: Pool, condition: string): Promise<boolean> => {
  const { rows } = await pool.query<{ holds: boolean }>(`select ${condition} as holds`);
  return rows[0]?.holds === true;
};

/** Ready: every role can reach the database, the database takes writes, and the trace may be written. */
const isReady = async ({ trace, ...others }: Pools): Promise<boolean> => {
  const checks = [
    holds(trace, `${WRITABLE} and ${MAY_TRACE}`),
    ...Object.values(others).map((pool) => holds(pool, WRITABLE)),
  ];
  const late = new Promise<false>((resolve) => {
    setTimeout(resolve, ANSWER_WITHIN_MS, false).unref();
  });
  const answers = Promise.all(checks).then(
    (found) => found.every(Boolean),
    () => false,
  );
  return Promise.race([answers, late]);
};

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: how it does, by route, never by item or person. */
export const healthRoutes = (app: FastifyInstance, pools: Pools, platform: Pick<Platform, 'snapshots'>): void => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'miji_http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'miji_database_connections',
    help: 'Connections of each pool, by what they do',
    labelNames: ['pool', 'state'],
    registers: [],
    collect() {
      for (const [pool, { idleCount, totalCount, waitingCount }] of Object.entries(pools)) {
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  registry.registerMetric(connections);
  feedMetrics(registry, platform);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
  });
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await isReady(pools);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
};

/** How many services follow what changes, and what has come of what they reported. */
const feedMetrics = (registry: Registry, platform: Pick<Platform, 'snapshots'>): void => {
  const streams = new Gauge({
    name: 'miji_snapshot_streams',
    help: 'Streams by which services keep their snapshots fresh',
    registers: [],
    collect() {
      this.set(feedFigures(platform).streams);
    },
  });
  const reported = new Gauge({
    name: 'miji_reported_events',
    help: 'Events that services have reported of their own decisions and reads, by what came of them',
    labelNames: ['outcome'],
    registers: [],
    collect() {
      for (const [outcome, amount] of Object.entries(feedFigures(platform).reported)) this.set({ outcome }, amount);
    },
  });
  registry.registerMetric(streams);
  registry.registerMetric(reported);
};
