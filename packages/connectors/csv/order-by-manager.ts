/** A row's manager when it is nobody, or somebody outside the file. */
export const noRow = -1;

/**
 * The rows so that everybody comes after their manager: by levels from the top, in file order within a level.
 *
 * @param managers row → row of its manager, or `noRow`
 * @returns the ordered rows, and the cycles; the rows of a cycle count as the top
 */
export function orderByManager(managers: ArrayLike<number>): {
  readonly order: Uint32Array;
  readonly cycles: readonly (readonly number[])[];
} {
  const depths = new Int32Array(managers.length).fill(unknown);
  const cycles: number[][] = [];
  for (let row = 0; row < managers.length; row++) climb(row, managers, depths, cycles);
  const deepest = depths.reduce((a, b) => Math.max(a, b), 0);
  return { order: countingSort(depths, deepest), cycles };
}

const unknown = -1;
const onPath = -2;

/** Follows the managers up to somebody whose depth is known, then notes the depths on the way back. */
function climb(start: number, managers: ArrayLike<number>, depths: Int32Array, cycles: number[][]): void {
  const path: number[] = [];
  let row = start;
  while (row !== noRow && depths[row] === unknown) {
    depths[row] = onPath;
    path.push(row);
    row = managers[row]!;
  }
  if (row !== noRow && depths[row] === onPath) {
    const cycle = path.splice(path.indexOf(row));
    for (const member of cycle) depths[member] = 0;
    cycles.push(cycle);
  }
  let depth = row === noRow ? 0 : depths[row]! + 1;
  for (let i = path.length - 1; i >= 0; i--) depths[path[i]!] = depth++;
}

function countingSort(depths: Int32Array, deepest: number): Uint32Array {
  const starts = new Uint32Array(deepest + 2);
  for (const depth of depths) starts[depth + 1]!++;
  for (let depth = 1; depth < starts.length; depth++) starts[depth]! += starts[depth - 1]!;
  const order = new Uint32Array(depths.length);
  for (let row = 0; row < depths.length; row++) order[starts[depths[row]!]!++] = row;
  return order;
}
