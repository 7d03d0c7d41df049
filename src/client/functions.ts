/** The tree of functions, drawn from the last review. */
import { EventEmitter, window, type Disposable, type TreeDataProvider } from 'vscode';
import { openFindings } from '../protocol/words.ts';
import { itemOf, tooltipOf } from './functionItems.ts';
import { applicationsOf, functionsOf, rootsOf, type FunctionNode, type Node } from './functionNodes.ts';
import { foldersOf, type Reviews } from './reviews.ts';
import type { Server } from './server.ts';

const viewId = 'serverlessLens.functions';

export function createFunctions(reviews: Reviews, server: Server): Disposable {
  const changed = new EventEmitter<Node[] | undefined>();
  /** Whose findings were asked for. */
  const expanded = new Map<string, FunctionNode>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    resolveTreeItem: (item, node) => {
      item.tooltip = tooltipOf(node);
      return item;
    },
    getChildren: async (node) => {
      if (!node) return [...rootsOf(foldersOf(reviews.now()))];
      if (node.kind === 'function') expanded.set(node.id, node);
      return [...(await childrenOf(node, server))];
    },
  };
  const view = window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: true });
  const progress = progressIn(viewId);
  let drawn = '';

  function draw(): void {
    const folders = foldersOf(reviews.now());
    const open = folders.reduce((sum, folder) => sum + folder.open, 0);
    view.badge = { value: open, tooltip: openFindings(open) };
    progress(reviews.busy());
    // A row that is drawn anew between the press and the release of a button is not clicked.
    const next = JSON.stringify(folders.map(({ folder, name, functions }) => [folder, name, functions]));
    if (next === drawn) changed.fire([...expanded.values()]);
    else {
      expanded.clear();
      changed.fire(undefined);
    }
    drawn = next;
  }

  const listening = reviews.changed(draw);
  return {
    dispose: () => {
      listening.dispose();
      progress(false);
      view.dispose();
      changed.dispose();
    },
  };
}

/** Shows or hides the bar that runs above a view. */
function progressIn(viewId: string): (busy: boolean) => void {
  let end: (() => void) | undefined;
  return (busy) => {
    if (!busy) {
      end?.();
      end = undefined;
    } else if (!end) {
      const ended = new Promise<void>((resolve) => (end = resolve));
      void window.withProgress({ location: { viewId } }, () => ended);
    }
  };
}

async function childrenOf(node: Node, server: Server): Promise<readonly Node[]> {
  switch (node.kind) {
    case 'folder':
      return applicationsOf(node.folder);
    case 'application':
      return functionsOf(node.folder, node.functions);
    case 'function': {
      const { id, folder, fn } = node;
      const findings = fn.findings === 0 ? [] : await server.findings({ folder: folder.folder, function: fn.key });
      return [
        { kind: 'code', id: `${id} code`, fn },
        ...(fn.declared === 'shape' ? [] : [{ kind: 'declaration', id: `${id} declaration`, fn } as const]),
        ...findings.map((finding, index): Node => {
          return { kind: 'finding', id: `${id} ${finding.rule} ${String(index)}`, finding };
        }),
      ];
    }
    case 'code':
    case 'declaration':
    case 'finding':
      return [];
  }
}
