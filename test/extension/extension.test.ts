import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  actionsAt,
  apply,
  closeAll,
  faults,
  file,
  folder,
  open,
  rangeOf,
  replace,
  save,
  source,
  until,
  untilFaults,
} from './editor.ts';

const cancel = 'booking/src/cancel_booking/cancel.py';
const bookings = 'booking/src/shared/bookings.py';
const collect = 'booking/payment/collect.js';
const loyalty = 'loyalty/template.yaml';
const initInHandler = 'startup-time/init-in-handler';
const client = 'boto3.client("sns")';

describe('The extension', () => {
  before(async () => {
    const extension = vscode.extensions.getExtension('serverless-lens.serverless-lens');
    assert.ok(extension, 'it is installed');
    await extension.activate();
    await untilFaults(cancel, [`42 ${initInHandler}`]);
  });
  afterEach(closeAll);

  it('has every command that its manifest names, and no other in the palette', async () => {
    const extension = vscode.extensions.getExtension('serverless-lens.serverless-lens');
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string; category: string }[] } };
    const named = manifest.contributes.commands.map(({ command }) => command);
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      named.filter((name) => !registered.includes(name)),
      [],
    );
    assert.deepEqual([...new Set(manifest.contributes.commands.map(({ category }) => category))], [source]);
  });

  it('reports files that nobody opened', () => {
    assert.deepEqual(
      vscode.workspace.textDocuments.filter(({ uri }) => uri.path === file(bookings).path),
      [],
    );
    assert.deepEqual(faults(bookings), [`14 ${initInHandler}`]);
    assert.deepEqual(faults(collect), [
      '3 startup-time/whole-sdk-import',
      '4 startup-time/whole-sdk-import',
      `41 ${initInHandler}`,
    ]);
    assert.deepEqual(faults('booking/src/confirm_booking/confirm.py'), [], 'the exemplary function has none');
  });

  it('says what is wrong in plain words, with the way there', () => {
    const [diagnostic] = vscode.languages.getDiagnostics(file(bookings));
    assert.match(diagnostic?.message ?? '', /^boto3\.resource\("dynamodb"\)\.Table is built on each invocation/);
    assert.deepEqual(diagnostic?.relatedInformation?.map(({ message }) => message).slice(0, 3), [
      'lambda_handler',
      'load_booking',
      'get_table',
    ]);
    assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('moves a client out of the handler, and the finding goes', async () => {
    const document = await open(cancel);
    const actions = await actionsAt(document, rangeOf(document, client), vscode.CodeActionKind.QuickFix);
    const move = actions.find(({ title }) => title.startsWith('Move '));
    assert.equal(move?.isPreferred, true);
    await apply(move);
    await untilFaults(cancel, []);
    const text = document.getText();
    assert.match(text, /^sns = boto3\.client\("sns"\)$/m);
    assert.ok(text.indexOf('sns = boto3') < text.indexOf('def lambda_handler'));
    assert.match(text, /^ {4}sns\.publish\($/m);
  });

  it('follows what is typed, half-typed code too, and the disk when it is thrown away', async () => {
    const document = await open(cancel);
    await replace(document, client, 'boto3.cli');
    await untilFaults(cancel, []);
    await replace(document, 'boto3.cli', client);
    await replace(document, 'import os\n', 'import os\nfrom \n');
    await untilFaults(cancel, [`43 ${initInHandler}`]);
    assert.deepEqual(faults(bookings), [`14 ${initInHandler}`], 'other files stay as they were');
    await closeAll();
    await untilFaults(cancel, [`42 ${initInHandler}`]);
  });

  it('mends a file with one action, and only with what is safe', async () => {
    const document = await open('booking/src/reserve_booking/reserve.py');
    const kind = vscode.CodeActionKind.SourceFixAll.append('serverlessLens');
    const [all] = await actionsAt(document, new vscode.Range(0, 0, 0, 0), kind);
    await apply(all);
    await until(
      () => faults('booking/src/reserve_booking/reserve.py').length,
      (count) => count < 2,
    );
    const template = await open(loyalty);
    const offered = await actionsAt(template, new vscode.Range(0, 0, 0, 0), kind);
    const texts = offered.flatMap(({ edit }) => edit?.entries().flatMap(([, edits]) => edits.map((it) => it.newText)));
    assert.ok(!texts.some((text) => text?.includes('Tracing')), 'tracing costs money, so it is only suggested');
  });

  it('mends what is safe when a file is saved, if that is asked for', async () => {
    const path = 'booking/src/reserve_booking/reserve.py';
    const before = await vscode.workspace.fs.readFile(file(path));
    const configuration = vscode.workspace.getConfiguration('editor');
    const onSave = { 'source.fixAll.serverlessLens': 'explicit' };
    await configuration.update('codeActionsOnSave', onSave, vscode.ConfigurationTarget.Global);
    try {
      const document = await open(path);
      const found = faults(path);
      await replace(document, 'import os\n', 'import os\n# saved\n');
      await until(
        () => faults(path),
        (seen) => seen.length === found.length && seen[0] !== found[0],
      );
      await save(document);
      const saved = Buffer.from(await vscode.workspace.fs.readFile(file(path))).toString('utf8');
      assert.match(saved, /^# saved$/m);
      assert.equal(saved, document.getText());
      await until(
        () => faults(path).length,
        (count) => count < found.length,
      );
    } finally {
      await configuration.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace.fs.writeFile(file(path), before);
    }
  });

  it('moves what is selected out of the handler', async () => {
    const document = await open(cancel);
    await replace(document, '    mark_cancelled(', '    limit = 60 * 60\n    mark_cancelled(');
    await replace(document, 'return {"cancelled": True}', 'return {"cancelled": True, "limit": limit}');
    const at = rangeOf(document, 'limit = 60 * 60');
    const actions = await actionsAt(document, at, vscode.CodeActionKind.Refactor);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Move out of the handler to module level'],
    );
    await apply(actions[0]);
    assert.match(document.getText(), /^limit = 60 \* 60$/m);
  });

  it('mends a template', async () => {
    const document = await open(loyalty);
    const range = rangeOf(document, 'GetPoints');
    const actions = await actionsAt(document, range, vscode.CodeActionKind.QuickFix);
    await apply(actions.find(({ title }) => title.includes('Tracing')));
    await until(
      () => faults(loyalty),
      (seen) => !seen.some((it) => it.endsWith('tracing-off')),
    );
    assert.match(document.getText(), /^Globals:\n {2}Function:\n(?: {4}.*\n)*? {4}Tracing: Active$/m);
  });

  it('explains at the pointer why it matters, with a way to the rule', async () => {
    const document = await open(cancel);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      rangeOf(document, client).start,
    );
    const [content] = hovers.flatMap(({ contents }) => contents) as vscode.MarkdownString[];
    assert.match(content?.value ?? '', /every warm invocation finds it ready/);
    assert.match(content?.value ?? '', /command:serverlessLens\.explain\?/);
    assert.deepEqual(content?.isTrusted, { enabledCommands: ['serverlessLens.explain'] });
  });

  it('counts above each handler, unless that is switched off', async () => {
    const document = await open(cancel);
    const titles = async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      return lenses.map(({ range, command }) => `${String(range.start.line + 1)} ${command?.title ?? ''}`);
    };
    await until(titles, ([first]) => first === '33 PERF 1: 2 open');
    const configuration = vscode.workspace.getConfiguration('serverlessLens');
    await configuration.update('codeLens.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      await until(titles, ({ length }) => length === 0);
    } finally {
      await configuration.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
    await until(titles, ({ length }) => length === 1);
  });

  it('has a page for each rule', async () => {
    const uri = vscode.Uri.from({ scheme: 'serverless-lens', path: '/startup-time/tracing-off.md' });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /^# startup-time\/tracing-off\n/);
    assert.equal(document.languageId, 'markdown');
    await vscode.commands.executeCommand('serverlessLens.explain', 'startup-time/tracing-off');
    await until(tabLabels, (labels) => labels.some((label) => label.includes('tracing-off')));
  });

  it('goes to the declaration of a function, and to the file that names an application', async () => {
    const at = () => {
      const editor = vscode.window.activeTextEditor;
      return (
        editor && `${vscode.workspace.asRelativePath(editor.document.uri)}:${String(editor.selection.start.line + 1)}`
      );
    };
    const place = { uri: file(loyalty).toString(), path: loyalty, line: 16, character: 2 };
    await vscode.commands.executeCommand('serverlessLens.openDeclaration', { kind: 'function', fn: { place } });
    assert.equal(at(), `${loyalty}:17`);
    await vscode.commands.executeCommand('serverlessLens.openDeclaration', {
      kind: 'application',
      folder: { folder: folder().toString() },
      application: 'booking/template.yaml',
    });
    assert.equal(at(), 'booking/template.yaml:1');
  });

  it('opens the checklist once, however often it is asked for', async () => {
    await vscode.commands.executeCommand('serverlessLens.openChecklist');
    await vscode.commands.executeCommand('serverlessLens.openChecklist');
    await until(tabLabels, (labels) => labels.filter((label) => label === source).length === 1);
  });

  it('sees what changes on the disk', async () => {
    const path = file('booking/src/cancel_booking/other.py');
    const template = file('booking/template.yaml');
    const before = await vscode.workspace.fs.readFile(template);
    const text = Buffer.from(before).toString('utf8');
    try {
      await vscode.workspace.fs.writeFile(
        path,
        Buffer.from('import boto3\n\n\ndef handler(event, context):\n    return boto3.client("sqs")\n'),
      );
      await vscode.workspace.fs.writeFile(
        template,
        Buffer.from(text.replace('cancel_booking.cancel.lambda_handler', 'cancel_booking.other.handler')),
      );
      await untilFaults('booking/src/cancel_booking/other.py', [`5 ${initInHandler}`]);
    } finally {
      await vscode.workspace.fs.writeFile(template, before);
      await vscode.workspace.fs.delete(path);
    }
    await untilFaults('booking/src/cancel_booking/other.py', []);
    await untilFaults(cancel, [`42 ${initInHandler}`]);
  });

  it('comes back after a restart', async () => {
    await vscode.commands.executeCommand('serverlessLens.restart');
    await untilFaults(cancel, [`42 ${initInHandler}`]);
  });

  it('comes back after a restart of a server that hangs, however often that is asked for', async () => {
    // Elsewhere processes are not found so easily.
    if (process.platform !== 'linux') return;
    const [hanging] = servers();
    assert.ok(hanging !== undefined);
    process.kill(hanging, 'SIGSTOP');
    await Promise.all([
      vscode.commands.executeCommand('serverlessLens.restart'),
      vscode.commands.executeCommand('serverlessLens.restart'),
    ]);
    await untilFaults(cancel, [`42 ${initInHandler}`]);
    await until(servers, (left) => left.length === 1 && !left.includes(hanging));
  });
});

/** The language servers that this extension host started, by their process ids. */
const servers = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
        const isServer = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/server.js');
        return isServer && parent === String(process.pid);
      } catch {
        return false;
      }
    })
    .map(Number);

const tabLabels = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
