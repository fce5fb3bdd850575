export { launchChromium } from "./chromium.ts";
export { startTestCluster, type TestCluster } from "./postgres-cluster.ts";
export { RUN_TIME_ROLES, type RolePasswords, type RunTimeRole, type TestRole } from "./roles.ts";
export { SettableClock } from "./settable-clock.ts";
export { createTestDatabase, type TestDatabase } from "./test-database.ts";
