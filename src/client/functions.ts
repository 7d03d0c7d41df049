/** The tree of functions: folder, then template, then function, then finding; levels of one are left out. */
import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import type { FindingView, FolderView, FunctionView, Place } from '../protocol/messages.ts';
import { counted, openFindings } from '../protocol/words.ts';
import { foldersOf, type Reviews } from './reviews.ts';
import type { Server } from './server.ts';

type Node =
  | { readonly kind: 'folder'; readonly folder: FolderView }
  | { readonly kind: 'group'; readonly folder: FolderView; readonly label: string; readonly functions: Functions }
  | FunctionNode
  | { readonly kind: 'finding'; readonly id: string; readonly finding: FindingView };

export interface FunctionNode {
  readonly kind: 'function';
  readonly folder: FolderView;
  readonly fn: FunctionView;
}

type Functions = readonly FunctionView[];

export function createFunctions(reviews: Reviews, server: Server): Disposable {
  const changed = new EventEmitter<undefined>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    getChildren: async (node) => [...(node ? await childrenOf(node, server) : rootsOf(foldersOf(reviews.now())))],
  };
  const view = window.createTreeView('serverlessLens.functions', { treeDataProvider: provider, showCollapseAll: true });

  function draw(): void {
    const open = foldersOf(reviews.now()).reduce((sum, folder) => sum + folder.open, 0);
    view.badge = { value: open, tooltip: openFindings(open) };
    changed.fire(undefined);
  }

  const listening = reviews.changed(draw);
  return {
    dispose: () => {
      listening.dispose();
      view.dispose();
      changed.dispose();
    },
  };
}

function rootsOf(folders: readonly FolderView[]): readonly Node[] {
  const filled = folders.filter(({ functions }) => functions.length > 0);
  const [only] = filled;
  if (only && filled.length === 1) return groupsOf(only);
  return filled.map((folder) => ({ kind: 'folder', folder }));
}

/** By the file that declares them. Handlers in no template have one group, however many files they are in. */
function groupsOf(folder: FolderView): readonly Node[] {
  const groups = new Map<string, FunctionView[]>();
  for (const fn of folder.functions) {
    const label = fn.declared === 'template' ? fn.place.path : 'In no template';
    groups.set(label, [...(groups.get(label) ?? []), fn]);
  }
  if (groups.size === 1) return functionsOf(folder, folder.functions);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, functions]) => ({ kind: 'group', folder, label, functions }));
}

const functionsOf = (folder: FolderView, functions: Functions): readonly Node[] =>
  [...functions]
    .sort((a, b) => a.id.localeCompare(b.id, 'en') || a.place.path.localeCompare(b.place.path, 'en'))
    .map((fn) => ({ kind: 'function', folder, fn }));

async function childrenOf(node: Node, server: Server): Promise<readonly Node[]> {
  switch (node.kind) {
    case 'folder':
      return groupsOf(node.folder);
    case 'group':
      return functionsOf(node.folder, node.functions);
    case 'function': {
      const { folder, fn } = node;
      const findings = await server.findings({ folder: folder.folder, function: fn.key });
      return findings.map((finding, index) => ({
        kind: 'finding',
        id: `${folder.folder} ${fn.key} ${finding.rule} ${String(index)}`,
        finding,
      }));
    }
    case 'finding':
      return [];
  }
}

function itemOf(node: Node): TreeItem {
  switch (node.kind) {
    case 'folder':
      return {
        id: node.folder.folder,
        label: node.folder.name,
        description: summary(node.folder.functions),
        iconPath: ThemeIcon.Folder,
        collapsibleState: TreeItemCollapsibleState.Expanded,
      };
    case 'group':
      return {
        id: `${node.folder.folder} ${node.label}`,
        label: node.label,
        description: summary(node.functions),
        iconPath: new ThemeIcon('file-code'),
        collapsibleState: TreeItemCollapsibleState.Collapsed,
      };
    case 'function':
      return functionItem(node.folder, node.fn);
    case 'finding':
      return findingItem(node.id, node.finding);
  }
}

function functionItem(folder: FolderView, fn: FunctionView): TreeItem {
  const facts = [fn.runtime, fn.memory === undefined ? undefined : `${String(fn.memory)} MB`].filter(
    (fact) => fact !== undefined,
  );
  const item = new TreeItem(
    fn.id,
    fn.findings > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  item.id = `${folder.folder} ${fn.key}`;
  item.description = [...opens(fn.open), ...facts].join(' · ');
  item.iconPath = iconOf(fn);
  item.tooltip = functionTooltip(fn, facts);
  // There is a template to go to, and the function itself leads elsewhere.
  item.contextValue = fn.entry && fn.declared === 'template' ? 'function.entry' : 'function';
  item.command = opening(fn.entry ?? fn.place);
  return item;
}

/** Distinguished by form, too. */
function iconOf(fn: FunctionView): ThemeIcon {
  if (fn.open > 0) return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  return fn.entry ? new ThemeIcon('pass', new ThemeColor('testing.iconPassed')) : new ThemeIcon('question');
}

function functionTooltip(fn: FunctionView, facts: readonly string[]): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown('**').appendText(fn.id).appendMarkdown('**');
  if (facts.length > 0) text.appendText(`\n${facts.join(', ')}`);
  text.appendText(`\n${fn.open === 0 ? 'Nothing open' : openFindings(fn.open)}`);
  const why = fn.why?.replaceAll('`', '') ?? 'Its handler was not found.';
  text.appendText(fn.entry ? `\nHandler in ${fn.entry.path}` : `\nIts code is not reviewed. ${why}`);
  return text;
}

const severityIcons: Readonly<Record<FindingView['severity'], ThemeIcon>> = {
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  information: new ThemeIcon('info', new ThemeColor('editorInfo.foreground')),
  hint: new ThemeIcon('lightbulb'),
};

function findingItem(id: string, { rule, severity, message, place }: FindingView): TreeItem {
  const name = rule.slice(rule.indexOf('/') + 1);
  return {
    id,
    label: name,
    description: `${place.path}:${String(place.line + 1)}`,
    tooltip: new MarkdownString(message),
    iconPath: severityIcons[severity],
    collapsibleState: TreeItemCollapsibleState.None,
    command: opening(place),
  };
}

const opening = (place: Place) => ({ title: 'Open', command: 'serverlessLens.openPlace', arguments: [place] });

function summary(functions: Functions): string {
  const open = functions.reduce((sum, fn) => sum + fn.open, 0);
  return [...opens(open), counted(functions.length, 'function', 'functions')].join(' · ');
}

/** Goes first, where a narrow view still shows it. */
const opens = (count: number): readonly string[] => (count === 0 ? [] : [`${String(count)} open`]);
