import type { AnyRule } from '../core/rule.ts';

/** A rule's page in Markdown, one sentence a line, from the rule's own words. */
export function rulePage(rule: AnyRule): string {
  const sections = [
    `# ${rule.id}`,
    rule.summary,
    `## Why it matters\n\n${rule.why}`,
    `## What it says\n\n${Object.values(rule.messages)
      .map((message) => `- ${message}`)
      .join('\n')}`,
    `## When it is silent\n\n${rule.silent.map((sentence) => `- ${sentence}`).join('\n')}`,
    `## What its fix does\n\n${rule.fixes}`,
    `## Read more\n\n${rule.references.map(({ title, url }) => `- [${title}](${url})`).join('\n')}`,
  ];
  return sections.join('\n\n');
}
