/** Which comments belong to a statement alone, so that they go where it goes. */
import { keptWith } from '../../core/memo.ts';
import { commentsAbove, lineEnd, lineStart } from '../lines.ts';
import type { Range, Statement, Tree } from '../tree.ts';

/** Speaks to a tool about the next line. */
const directive =
  /^\W*(eslint|@ts-|prettier-|biome-|tslint|istanbul|c8|webpack|noinspection|noqa|type:|pylint|pyright|mypy|nosec|fmt:|ruff|isort)/;
/** Heads a part of the file: `# ---- clients ----`. */
const heading = /([-=*#~_/])\1{3,}/;
const reminder = /^\W*(TODO|FIXME|XXX|HACK)\b/i;
/** Code that somebody took out, line by line: `// cache.set(key, value);`, `# print(event)`. */
const takenOut =
  /^\W*(?:(?:const|let|var|return|await|import|from|if|for|else|try|print)\b.*[=({:;]|[\w.[\]'"]+\s*(?:=(?!=)|\+=).*|[\w.]+\(.*\)[;,]?\s*|.*;|[\]})]+[;,]?)\s*(?:\*\/)?$/;

/** Speaks of making a thing, rather than of what is done with it. */
const making =
  /\b(clients?|sessions?|connections?(?!\s+tables?\b)|connect|pools?|a handle|resources?|instances? of|initiali[sz]\w*|init|set ?up|instantiat\w*|construct\w*|sdk|boto3|singleton|service (?:interface )?objects?)\b/i;

/** `Get the DynamoDB table`, as opposed to `Get the items of the table`. */
const gettingTable = /^\W*(?:get|creat\w*|open)\s+(?:(?!(?:from|in|of|with|to)\b)[\w-]+\s+){0,3}tables?\b/i;

/** Tells a step of what the function does, which making a client only prepares: `2. Table`, `Write the item to the table`, `Try to get the lock`, `Make a call`. */
const step = new RegExp(
  '^\\W*(?:step\\s*\\w+|\\d+)[.):]\\s|^\\W*(?:step\\s*\\w+\\W+|\\d+\\W+)?(?:now\\s+|then\\s+|first\\W+|finally\\W+|try(?:ing)?\\s+(?:to\\s+)?)?' +
    '(?:writ|stor|publish|send|put|start|call|invok|quer|read|sav|upload|download|fetch|retriev|load|updat|delet|remov|' +
    'process|check|convert|return|post|get|insert|add|list|scan|push|pull|emit|trigger|execut|run|perform|pars|log|print|' +
    'notif|look|search|find|extract|generat|creat|acquir|releas|lock|assum|verif|validat|ensur|wait|copy|mov|merg|compar|count|collect|determin|resolv|' +
    'mak(?:e|ing)\\s+(?:[\\w-]+\\s+){0,4}(?:call|request|quer))',
  'i',
);

/** Of those, what no client is made by, so that it tells of what comes after: `Update DynamoDB`, `Step 2: Invoke the state machine`. */
const deed =
  /^\W*(?:step\s*\w+\W+|\d+\W+)?(?:now\s+|then\s+|first\W+|finally\W+)?(?:writ|publish|send|put|call|invok|quer|sav|upload|updat|delet|remov|insert|push|trigger|execut|notif|scan)/i;

/**
 * The statement with the comments directly above it that speak of it alone.
 * Headings stay; and above several lines so does whatever does not speak of making what the statement makes.
 */
export function ownComments(tree: Tree, statement: Statement, moving: readonly Statement[]): Range {
  const alone = speaksOfNothingElse(tree, statement, moving);
  const heads = headsWhatFollows(tree, statement, moving);
  let { start } = statement;
  for (const paragraph of paragraphs(tree, commentsAbove(tree, statement))) {
    const text = paragraph.map((it) => tree.text.slice(it.start, it.end)).join('\n');
    const isStep = step.test(text);
    // What a step does in the end says nothing of how it begins: `Call the lister, which finds all instances`.
    const beginning = isStep ? text.slice(0, 40) : text;
    const names = namesIn(statement).filter((name) => !isStep || /[_A-Z\d]/.test(name));
    const isDeed = deed.test(text);
    const texts = isDeed ? [] : textsIn(tree, statement);
    const ownWords =
      [...names, ...texts].some((it) => text.includes(it)) || making.test(beginning) || gettingTable.test(text);
    if (text.split('\n').every((line) => takenOut.test(line)) && !declared(statement, text)) break;
    const goes =
      directive.test(text) ||
      (!heading.test(text) && (ownWords || (!reminder.test(text) && alone && !(isStep && (heads || isDeed)))));
    if (!goes) break;
    start = paragraph.at(-1)?.start ?? start;
  }
  return { start, end: statement.end };
}

/** Whether a step follows behind a blank line that no comment of its own tells of. */
function headsWhatFollows(tree: Tree, statement: Statement, moving: readonly Statement[]): boolean {
  let next = nextInBlock(statement);
  while (next && moving.includes(next)) next = nextInBlock(next);
  return next !== undefined && commentsAbove(tree, next).length === 0;
}

/** Lines that are read together, the nearest first: what speaks to a tool is apart from what speaks to people. */
function paragraphs(tree: Tree, comments: readonly Range[]): readonly (readonly Range[])[] {
  const kindOf = ({ start, end }: Range): string => {
    const text = tree.text.slice(start, end);
    return directive.test(text) ? 'directive' : heading.test(text) ? 'heading' : 'text';
  };
  const result: Range[][] = [];
  for (const comment of comments) {
    const last = result.at(-1);
    if (last?.[0] && kindOf(last[0]) === kindOf(comment)) last.push(comment);
    else result.push([comment]);
  }
  return result;
}

/** Whether what follows directly, up to a blank line, a comment or the end of the block, goes along. */
function speaksOfNothingElse(tree: Tree, statement: Statement, moving: readonly Statement[]): boolean {
  let last = statement;
  for (let next = nextInBlock(last); next; next = nextInBlock(last)) {
    if (!/^[ \t]*\r?\n[ \t]*$/.test(tree.text.slice(lineEnd(tree.text, last.end), next.start))) return true;
    if (!moving.includes(next)) return false;
    last = next;
  }
  return true;
}

/** Says why something is not made once: `token may change, so not module-level`, `not get_secret, which is cached`. */
const onPurpose =
  /(\b(not|never|avoid|rather than|instead of)\b|n['’]t\b)[^.]{0,60}\b(module[- ]?(level|scope|wide)|global(ly)?|top[- ]level|(\w*_)?cache[sd]?|re-?used?|shar(e|ed|ing)|singletons?|thread[- ]?safe|fork[- ]?safe)\b/i;

/** Whether a comment on the lines of the statement, or on those that run up to it without a blank one, says that it stands there on purpose. */
export function isOnPurpose(tree: Tree, { start, end }: Range): boolean {
  const reasons = purposesIn(tree);
  if (reasons.length === 0) return false;
  let top = lineStart(tree.text, start);
  while (top > 0) {
    const above = lineStart(tree.text, top - 1);
    if (tree.text.slice(above, top).trim() === '') break;
    top = above;
  }
  return reasons.some((comment) => top <= comment.start && comment.start <= lineEnd(tree.text, end));
}

/** The comments that say why something is not made once. */
const purposesIn = keptWith(({ comments, text: all }: Tree): readonly Range[] =>
  comments.filter(({ start, end }) => {
    const text = all.slice(start, end);
    return onPurpose.test(text) && !reminder.test(text);
  }),
);

export function nextInBlock(statement: Statement): Statement | undefined {
  const { statements } = statement.block;
  return statements[statements.indexOf(statement) + 1];
}

/** What is written in the statement, such as a region. */
const textsIn = ({ text }: Tree, { start, end }: Statement): readonly string[] =>
  [...text.slice(start, end).matchAll(/(["'])([\w./:-]{4,})\1/g)].map(([, , it = '']) => it);

/** Whether the text has a variable of the statement in another way: what was tried instead. */
const declared = (statement: Statement, text: string): boolean =>
  targetsIn(statement).some((name) => new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*[:=](?!=)`).test(text));

/** The variables that the statement declares, by names that say something. */
const namesIn = (statement: Statement): readonly string[] => targetsIn(statement).filter((name) => name.length > 2);

const targetsIn = (statement: Statement): readonly string[] =>
  statement.kind !== 'assign'
    ? []
    : statement.declarators.flatMap(({ targets }) =>
        targets.flatMap((target) => (target.kind === 'name' ? [target.name.name] : [])),
      );
