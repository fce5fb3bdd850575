import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What of the machine bears on the numbers; not its name, and no place on it. */
export const machineFacts = (): string => {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return (
    `${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown processor'}, ${gigabytes} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}; ` +
    `load of the last five minutes when it began: ${loadavg()[1]?.toFixed(1) ?? '?'}`
  );
};
