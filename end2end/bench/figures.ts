// What is said of measurements.

/** The middle one. */
export function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints a figure and whether it is at most `goal`. */
export function report(what: string, figure: number, goal: number, detail: string, digits = 0): void {
  const verdict = figure <= goal ? "met" : "MISSED";
  console.log(`${what}: ${figure.toFixed(digits)} (goal at most ${goal.toFixed(digits)}: ${verdict}); ${detail}`);
}
