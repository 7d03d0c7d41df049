import type { Problem } from '../../core/span.ts';
import type { Syntax } from './syntax.ts';

export const problemsOf = (_path: string, _text: string, _syntax: Syntax): readonly Problem[] => [];
