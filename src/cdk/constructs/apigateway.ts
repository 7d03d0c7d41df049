import type { ConstructClass } from '../library.ts';

export const apigateway: readonly ConstructClass[] = [];
