/** Two circles whose areas, and the area in which they overlap, are as large as numbers; lengths in the unit of the first radius. */
export interface Circles {
  readonly first: number;
  readonly second: number;
  readonly distance: number;
}

/** The area in which two circles overlap. @see MathWorld, "Circle-Circle Intersection" */
function lens(r: number, s: number, d: number): number {
  if (d >= r + s) return 0;
  if (d <= Math.abs(r - s)) return Math.PI * Math.min(r, s) ** 2;
  const angle = (a: number, b: number) => Math.acos(Math.min(1, Math.max(-1, (d * d + a * a - b * b) / (2 * d * a))));
  const root = (-d + r + s) * (d + r - s) * (d - r + s) * (d + r + s);
  return r * r * angle(r, s) + s * s * angle(s, r) - Math.sqrt(Math.max(0, root)) / 2;
}

const steps = 40;

/** @param onlyFirst and the others are numbers of members; at least one of them is not 0 */
export function circlesOf(onlyFirst: number, inBoth: number, onlySecond: number): Circles {
  const [r, s] = [Math.sqrt((onlyFirst + inBoth) / Math.PI), Math.sqrt((onlySecond + inBoth) / Math.PI)];
  let [near, far] = [Math.abs(r - s), r + s];
  for (let step = 0; step < steps; step += 1) {
    const middle = (near + far) / 2;
    if (lens(r, s, middle) > inBoth) near = middle;
    else far = middle;
  }
  return { first: r, second: s, distance: (near + far) / 2 };
}
