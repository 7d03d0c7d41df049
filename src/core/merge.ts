import type { LambdaFunction } from './application.ts';
import { withFix, type Finding } from './finding.ts';
import { known, unknown } from './known.ts';

/**
 * Findings at one place that say the same are one finding, which names all functions that it concerns.
 * Its fix changes what all of them run, so there is none when there is none for one of them.
 */
export function mergeFindings(findings: readonly Finding[], functions: readonly LambdaFunction[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.messageId} ${finding.at.path} ${finding.at.start} ${finding.at.end}`;
    const group = groups.get(key);
    if (!group) groups.set(key, [finding]);
    else if (!finding.functions.every((it) => group.some((other) => other.functions.includes(it)))) group.push(finding);
  }
  const byKey = new Map(functions.map((fn) => [fn.key, fn]));
  return [...groups.values()]
    .flatMap((group) => merged(group, byKey) ?? [])
    .sort((a, b) =>
      a.at.path < b.at.path ? -1 : a.at.path > b.at.path ? 1 : a.at.start - b.at.start || (a.rule < b.rule ? -1 : 1),
    );
}

function merged(group: readonly Finding[], byKey: ReadonlyMap<string, LambdaFunction>): Finding | undefined {
  const [first] = group;
  if (!first || group.length === 1) return first;
  const { rule, practice, severity, messageId, outcome, at, trace, resource } = first;
  const concerned = group.flatMap((it) => it.functions);
  const others = concerning(
    first.message,
    concerned.flatMap((key) => byKey.get(key) ?? []),
  );
  return withFix(
    {
      ...{ rule, practice, severity, messageId, outcome, at, trace },
      ...(resource ? { resource } : {}),
      functions: concerned,
      message: `${first.message} ${others}`,
    },
    () => {
      const refusal = group.find(({ noFix }) => noFix !== undefined)?.noFix;
      if (refusal !== undefined) return unknown(refusal);
      const [fix] = first.fixes;
      return fix && known(fix);
    },
  );
}

const mostNamed = 3;

/** What is said of one function, said of the others. */
function concerning(message: string, functions: readonly LambdaFunction[]): string {
  const named = functions.filter(({ id }, index) => index > 0 || !message.includes(`\`${id}\``));
  const names = named
    .slice(0, named.length > mostNamed ? mostNamed - 1 : mostNamed)
    .map(({ id, at }) =>
      functions.filter((it) => it.id === id).length > 1 ? `\`${id}\` of \`${at.path}\`` : `\`${id}\``,
    );
  const more = named.length - names.length;
  const all = more > 0 ? [...names, `${String(more)} more`] : names;
  const list = all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
  return named.length === functions.length ? `This concerns ${list}.` : `The same holds for ${list}.`;
}
