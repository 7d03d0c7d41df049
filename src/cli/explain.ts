import type { AnyRule } from '../core/rule.ts';
import { rulePage } from '../workspace/pages.ts';

/** The rule's page, as Markdown, which reads well in a terminal too. */
export const explain = (rule: AnyRule): string => `${rulePage(rule)}\n`;
