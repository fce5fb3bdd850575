/**
 * Where the cells of a lattice lie in an image: cell (u, v) has its middle at
 * x = (a·u + b·v + c) / (g·u + h·v + 1), y = (d·u + e·v + f) / (g·u + h·v + 1), as on a flat sheet seen by a camera.
 */
export interface Lattice {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
  readonly g: number;
  readonly h: number;
}

export function placeIn({ a, b, c, d, e, f, g, h }: Lattice, u: number, v: number): readonly [number, number] {
  const scale = 1 / (g * u + h * v + 1);
  return [(a * u + b * v + c) * scale, (d * u + e * v + f) * scale];
}

/** That a cell has its middle at a place, and how far this is to be trusted. */
export interface Sighting {
  readonly u: number;
  readonly v: number;
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

/**
 * The lattice nearest to what was seen, by weighted least squares; null where that settles nothing.
 * @param stiffness how much perspective has to be seen before it is believed
 */
export function fitLattice(seen: readonly Sighting[], mayLean: boolean, stiffness: number): Lattice | null {
  const unknowns = mayLean ? 8 : 6;
  const matrix = new Float64Array(unknowns * (unknowns + 1));
  const row = new Float64Array(unknowns + 1);
  const add = (weight: number): void => {
    for (let i = 0; i < unknowns; i++) {
      for (let j = 0; j <= unknowns; j++) {
        const at = i * (unknowns + 1) + j;
        matrix[at] = (matrix[at] ?? 0) + weight * (row[i] ?? 0) * (row[j] ?? 0);
      }
    }
  };
  for (const { u, v, x, y, weight } of seen) {
    row.fill(0);
    row.set([u, v, 1]);
    if (mayLean) row.set([-x * u, -x * v], 6);
    row[unknowns] = x;
    add(weight);
    row.fill(0);
    row.set([u, v, 1], 3);
    if (mayLean) row.set([-y * u, -y * v], 6);
    row[unknowns] = y;
    add(weight);
  }
  for (let lean = 6; lean < unknowns; lean++) {
    const at = lean * (unknowns + 1) + lean;
    matrix[at] = (matrix[at] ?? 0) + stiffness;
  }
  const found = solved(matrix, unknowns);
  if (found === null) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = found;
  return { a, b, c, d, e, f, g, h };
}

/** Gauss’s elimination of an augmented matrix. */
function solved(matrix: Float64Array, unknowns: number): Float64Array | null {
  const width = unknowns + 1;
  const cell = (row: number, column: number): number => matrix[row * width + column] ?? 0;
  for (let column = 0; column < unknowns; column++) {
    let pivot = column;
    for (let row = column + 1; row < unknowns; row++) {
      if (Math.abs(cell(row, column)) > Math.abs(cell(pivot, column))) pivot = row;
    }
    if (Math.abs(cell(pivot, column)) < 1e-12) return null;
    for (let at = 0; at < width; at++) {
      const moved = cell(column, at);
      matrix[column * width + at] = cell(pivot, at);
      matrix[pivot * width + at] = moved;
    }
    for (let row = 0; row < unknowns; row++) {
      if (row === column) continue;
      const factor = cell(row, column) / cell(column, column);
      for (let at = column; at < width; at++) matrix[row * width + at] = cell(row, at) - factor * cell(column, at);
    }
  }
  return Float64Array.from({ length: unknowns }, (_, index) => cell(index, unknowns) / cell(index, index));
}
