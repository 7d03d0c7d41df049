/** Python: by which calls parameters ask a framework for what they are given: `orders=Depends(make_orders)`. */
import type { Symbols } from './symbols.ts';
import type { Expression, Parameter } from './tree.ts';

export const isAsking = (symbol: string): boolean =>
  /^fastapi\.(?:params\.|param_functions\.)?(?:Depends|Security)$/.test(symbol);

/** The default of a parameter, and the calls in its annotation. */
export const writtenAt = ({ default: value, asks = [] }: Parameter): readonly Expression[] => [
  ...(value ? [value] : []),
  ...asks,
];

/** What makes the value of a parameter that asks for it. */
export const makersOf = (symbols: Symbols, parameter: Parameter | undefined): readonly Expression[] =>
  (parameter ? writtenAt(parameter) : []).flatMap((it) => {
    const [maker] = it.kind === 'call' && isAsking(symbols.of(it.callee).symbol) ? it.arguments : [];
    return maker ? [maker.value] : [];
  });
