/** How the tree of functions shows what it is made of. */
import { MarkdownString, ThemeColor, ThemeIcon, TreeItemCollapsibleState, Uri, type TreeItem } from 'vscode';
import type { FindingView, FunctionView, Place } from '../protocol/messages.ts';
import { counted, openFindings } from '../protocol/words.ts';
import type { ApplicationNode, Node } from './functionNodes.ts';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

export function itemOf(node: Node): TreeItem {
  const { id } = node;
  switch (node.kind) {
    case 'folder':
      return {
        id,
        label: node.folder.name,
        description: summary(node.folder.functions),
        iconPath: ThemeIcon.Folder,
        collapsibleState: Expanded,
      };
    case 'application':
      return applicationItem(node);
    case 'function':
      return functionItem(id, node.fn);
    case 'code':
      return codeItem(id, node.fn);
    case 'declaration':
      return { ...placeItem(id, 'Declaration', node.fn.place), iconPath: new ThemeIcon('file-code') };
    case 'finding':
      return findingItem(id, node.finding);
  }
}

/** Made when somebody asks for it. */
export function tooltipOf(node: Node): MarkdownString | undefined {
  switch (node.kind) {
    case 'folder':
      return undefined;
    case 'application':
      return applicationTooltip(node);
    case 'function':
      return functionTooltip(node.fn);
    case 'code':
      return node.fn.entry ? placeTooltip(node.fn.entry) : new MarkdownString(node.fn.why);
    case 'declaration':
      return placeTooltip(node.fn.place);
    case 'finding':
      return new MarkdownString(node.finding.message);
  }
}

const applicationItem = ({ id, application, functions }: ApplicationNode): TreeItem => ({
  id,
  label: application ?? 'In no application',
  description: summary(functions),
  iconPath: new ThemeIcon(application === undefined ? 'file-code' : 'package'),
  contextValue: application === undefined ? 'others' : 'application',
  collapsibleState: Collapsed,
});

function applicationTooltip({ application, functions }: ApplicationNode): MarkdownString {
  const words =
    application ??
    'No template and no app declares them. Their code has the shape of a handler, or a serverless.yml names it.';
  return new MarkdownString().appendText(`${words}\n${summary(functions)}`);
}

function functionItem(id: string, fn: FunctionView): TreeItem {
  const { runtime, memory, entry, place } = fn;
  const facts = [
    ...opens(fn.open),
    ...(runtime === undefined ? [] : [runtime]),
    ...(memory === undefined ? [] : [`${String(memory)} MB`]),
  ];
  return {
    id,
    label: fn.id,
    // What a narrow view cuts is said below, too.
    description: [...facts, ...(entry ? [nameOf(entry.path)] : [])].join(' · '),
    iconPath: iconOf(fn),
    accessibilityInformation: { label: [fn.id, stateOf(fn), ...facts.slice(opens(fn.open).length)].join(', ') },
    contextValue: entry && fn.declared !== 'shape' ? 'function.entry' : 'function',
    command: opening(entry ?? place),
    collapsibleState: Collapsed,
  };
}

/** Distinguished by form, too. */
function iconOf(fn: FunctionView): ThemeIcon {
  if (fn.open > 0) return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  return fn.entry ? new ThemeIcon('pass', new ThemeColor('testing.iconPassed')) : new ThemeIcon('question');
}

function stateOf(fn: FunctionView): string {
  if (fn.open > 0) return openFindings(fn.open);
  return fn.entry ? 'nothing open' : 'code not reviewed';
}

const units = { runtime: '', architecture: '', memory: ' MB', timeout: ' s' } as const;
const settings = ['runtime', 'architecture', 'memory', 'timeout'] as const;

function functionTooltip(fn: FunctionView): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown('**').appendText(fn.id).appendMarkdown('**');
  const facts = settings.flatMap((name) => (fn[name] === undefined ? [] : [`${String(fn[name])}${units[name]}`]));
  if (facts.length > 0) text.appendText(`\n${facts.join(', ')}`);
  text.appendText(`\n${fn.open === 0 ? 'Nothing open' : openFindings(fn.open)}`);
  if (fn.entry) text.appendText(`\nHandler: ${fn.symbol ?? ''} in ${at(fn.entry)}`);
  else text.appendText(`\nIts code is not reviewed. ${plain(fn.why ?? 'Its handler was not found.')}`);
  if (fn.declared === 'shape') text.appendText('\nNo template and no app declares it.');
  else {
    text.appendText(`\nDeclared in ${at(fn.place)}`);
    for (const name of settings) {
      const why = fn.unknown[name];
      if (why !== undefined) text.appendText(`\nThe ${name} is not known, because ${plain(why)}.`);
    }
  }
  return text;
}

function codeItem(id: string, { entry, symbol, why }: FunctionView): TreeItem {
  if (entry) {
    // The icon is that of the file's language; another scheme keeps marks of the file's problems away.
    const resourceUri = Uri.parse(entry.uri, true).with({ scheme: 'serverless-lens' });
    return { ...placeItem(id, symbol ?? 'Handler', entry), iconPath: ThemeIcon.File, resourceUri };
  }
  return {
    id,
    label: 'Not reviewed',
    description: plain(why ?? 'Its handler was not found.'),
    iconPath: new ThemeIcon('question'),
    collapsibleState: None,
  };
}

const placeItem = (id: string, label: string, place: Place): TreeItem => ({
  id,
  label,
  description: near(place),
  collapsibleState: None,
  command: opening(place),
});

const placeTooltip = (place: Place): MarkdownString => new MarkdownString().appendText(at(place));

const severityIcons: Readonly<Record<FindingView['severity'], ThemeIcon>> = {
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  information: new ThemeIcon('info', new ThemeColor('editorInfo.foreground')),
  hint: new ThemeIcon('lightbulb'),
};

const findingItem = (id: string, { rule, severity, place }: FindingView): TreeItem => ({
  ...placeItem(id, rule.slice(rule.indexOf('/') + 1), place),
  iconPath: severityIcons[severity],
});

const opening = (place: Place) => ({ title: 'Open', command: 'serverlessLens.openPlace', arguments: [place] });

function summary(functions: readonly FunctionView[]): string {
  const open = functions.reduce((sum, fn) => sum + fn.open, 0);
  return [...opens(open), counted(functions.length, 'function', 'functions')].join(' · ');
}

/** Goes first, where a narrow view still shows it. */
const opens = (count: number): readonly string[] => (count === 0 ? [] : [`${String(count)} open`]);

const at = ({ path, line }: Place): string => `${path}:${String(line + 1)}`;

/** The name goes first, since a narrow view cuts the rest. */
function near({ path, line }: Place): string {
  const directory = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return [`${nameOf(path)}:${String(line + 1)}`, ...(directory === '' ? [] : [directory])].join(' · ');
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const plain = (text: string): string => text.replaceAll('`', '');
