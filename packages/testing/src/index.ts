export { type MatrixPerson, peopleOfMatrix, regimesOfSet } from './access-matrix.ts';
export { launchChromium } from './chromium.ts';
export { startTestCluster, type TestCluster } from './postgres-cluster.ts';
export { RUN_TIME_ROLES, type RolePasswords, type RunTimeRole, type TestRole } from './roles.ts';
export { SettableClock } from './settable-clock.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { foundGroup, IN_OFFICE_SINCE, type WorldCompany, type WorldGroup } from './world/group.ts';
export { itemDraft, personsNamed } from './world/item-draft.ts';
export { type FoundingVerbs, WORLD_POSTS, type WorldPost } from './world/verbs.ts';
