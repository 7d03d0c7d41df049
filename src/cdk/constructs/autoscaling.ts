import type { ConstructClass } from '../library.ts';

export const autoscaling: readonly ConstructClass[] = [];
