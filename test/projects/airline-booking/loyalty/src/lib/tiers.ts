export type Tier = 'bronze' | 'silver' | 'gold';

/** Points from which a customer belongs to the tier, highest first. */
const thresholds: readonly [Tier, number][] = [
  ['gold', 100_000],
  ['silver', 50_000],
  ['bronze', 0],
];

export function tierOf(points: number): Tier {
  return thresholds.find(([, from]) => points >= from)?.[0] ?? 'bronze';
}

/** One point for each whole unit of money; `amount` is in minor units. */
export const pointsFor = (amount: number): number => Math.floor(amount / 100);
