/** From a file to the files it needs while it is being loaded, with the line that says so. */
export type LoadGraph = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A shortest way from `start` back to itself; empty when there is none. */
function shortestCycle(graph: LoadGraph, start: string): string[] {
  const cameFrom = new Map<string, string>();
  let frontier = [start];
  while (frontier.length > 0) {
    const next: string[] = [];
    for (const file of frontier) {
      for (const target of graph.get(file)?.keys() ?? []) {
        if (target === start) {
          const path = [file];
          for (let at = cameFrom.get(file); at !== undefined; at = cameFrom.get(at)) path.unshift(at);
          return path;
        }
        if (cameFrom.has(target)) continue;
        cameFrom.set(target, file);
        next.push(target);
      }
    }
    frontier = next;
  }
  return [];
}

/** Import cycles, each once, as the files in order from the one that sorts first. */
export function loadCycles(graph: LoadGraph): string[][] {
  const reported = new Set<string>();
  const cycles: string[][] = [];
  for (const start of [...graph.keys()].toSorted()) {
    if (reported.has(start)) continue;
    const cycle = shortestCycle(graph, start);
    if (cycle.length === 0 || cycle.some((file) => reported.has(file))) continue;
    for (const file of cycle) reported.add(file);
    cycles.push(cycle);
  }
  return cycles;
}
