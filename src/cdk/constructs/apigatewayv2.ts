import type { ConstructClass } from '../library.ts';

export const apigatewayv2: readonly ConstructClass[] = [];
