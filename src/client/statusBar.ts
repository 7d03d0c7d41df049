import { MarkdownString, StatusBarAlignment, ThemeColor, window, type Disposable } from 'vscode';
import type { FolderView } from '../protocol/messages.ts';
import { counted, openFindings, risks } from '../protocol/words.ts';
import { foldersOf, type Reviews } from './reviews.ts';

/** How the review stands, at the bottom of the window. It is not there when there is nothing to review. */
export function createStatusBar(reviews: Reviews): Disposable {
  const item = window.createStatusBarItem('serverlessLens.status', StatusBarAlignment.Left, 0);
  item.name = 'Serverless Lens';
  item.command = 'serverlessLens.openChecklist';

  function draw(): void {
    const reviewed = reviews.now();
    item.backgroundColor = undefined;
    if (reviewed.kind === 'failed') {
      item.text = '$(error) PERF 1';
      item.tooltip = `Serverless Lens: ${reviewed.why}`;
      item.backgroundColor = new ThemeColor('statusBarItem.errorBackground');
      item.show();
      return;
    }
    const folders = foldersOf(reviewed).filter(({ functions }) => functions.length > 0);
    if (folders.length === 0) {
      item.hide();
      return;
    }
    const open = folders.reduce((sum, folder) => sum + folder.open, 0);
    const icon = reviews.busy() ? 'sync~spin' : open === 0 ? 'pass' : 'checklist';
    item.text = `$(${icon}) PERF 1: ${open === 0 ? 'nothing open' : `${String(open)} open`}`;
    item.tooltip = tooltip(folders);
    item.show();
  }

  const listening = reviews.changed(draw);
  draw();
  return {
    dispose: () => {
      listening.dispose();
      item.dispose();
    },
  };
}

function tooltip(folders: readonly FolderView[]): MarkdownString {
  const text = new MarkdownString('Serverless Lens, question PERF 1');
  for (const { name, open, functions, checklist } of folders) {
    const { done, total } = checklist.progress;
    text.appendMarkdown('\n\n');
    if (folders.length > 1) text.appendText(`${name}: `);
    text.appendText(
      [
        counted(functions.length, 'function', 'functions'),
        openFindings(open),
        `${String(done)} of ${String(total)} checks done`,
        risks[checklist.risk],
      ].join(', '),
    );
  }
  return text;
}
