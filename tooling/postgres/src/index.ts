export { ClusterError, systemCode, type ClusterErrorCode } from './cluster-error.ts';
export { COMMON_FOLDER } from './common-folder.ts';
export { freePort, isPortFree } from './free-port.ts';
export { initialiseCluster, type NewCluster } from './initialise.ts';
export { clusterUser, type OsUser } from './os-user.ts';
export { isAlive, runningPostmaster } from './postmaster-pid.ts';
export { isReachable } from './reachable.ts';
export { startCluster, stopPostmaster, type RunningCluster, type StartOptions } from './start.ts';
