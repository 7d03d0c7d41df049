import type { ConstructClass } from '../library.ts';

export const cloudfront: readonly ConstructClass[] = [];
