import type { AnyRule } from '../core/rule.ts';
import { rulePage } from '../workspace/pages.ts';
import { rules } from '../workspace/rules.ts';

/** The rule's page, as Markdown, which reads well in a terminal too. */
export const explain = (rule: AnyRule): string => `${rulePage(rule)}\n`;

/** What there is to explain. */
export const ruleList = (): string => rules.map(({ id, summary }) => `${id}\n  ${summary}\n`).join('');
