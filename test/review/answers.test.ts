import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { answersPath, readAnswers, writeAnswer } from '../../src/review/answers.ts';
import type { Answer } from '../../src/review/checklist.ts';
import { checkIds } from '../../src/review/lens.ts';

const met: Answer = {
  status: 'met',
  note: 'Tuned: 512 MB.',
  owner: 'Ana',
  due: '2026-12-01',
  answered: '2026-11-23',
  evidence: 'fnv1a-00',
};

describe('review.yaml', () => {
  it('is empty when it does not exist', () => {
    assert.deepEqual(readAnswers(answersPath, undefined), { answers: new Map(), problems: [] });
    assert.deepEqual(readAnswers(answersPath, '# nothing yet\n'), { answers: new Map(), problems: [] });
  });

  it('is created with a line for each check, sorted, and reads back', () => {
    const text = written(undefined, 'capacity-units/memory', met);
    assert.match(text, /^# Answers to question PERF 1/);
    assert.deepEqual(
      [...text.matchAll(/^ {2}([a-z-]+\/[a-z-]+):/gm)].map((it) => it[1]),
      [...checkIds],
    );
    assert.ok(
      text.includes(`  capacity-units/memory:
    status: met
    note: "Tuned: 512 MB."
    owner: Ana
    due: 2026-12-01
    answered: 2026-11-23
    evidence: fnv1a-00
  capacity-units/streams:
`),
      text,
    );
    assert.deepEqual(readAnswers(answersPath, text), {
      answers: new Map([['capacity-units/memory', met]]),
      problems: [],
    });
  });

  it('gives the same text whatever the order of the answers', () => {
    const one = written(written(undefined, 'startup-time/measured', { status: 'partly' }), 'integration/direct', met);
    const other = written(written(undefined, 'integration/direct', met), 'startup-time/measured', { status: 'partly' });
    assert.equal(one, other);
    assert.equal(written(one, 'integration/direct', met), one);
  });

  it('is as it was when an answer is taken back', () => {
    const base = written(undefined, 'capacity-units/memory', met);
    const more = written(base, 'startup-time/measured', { status: 'not-applicable', reason: 'Batch only.' });
    assert.equal(written(more, 'startup-time/measured', undefined), base);
  });

  it('writes notes of several lines as such', () => {
    const note = 'First.\n\n  - indented: yes\n# no comment\nLast';
    const text = written(undefined, 'capacity-units/memory', { status: 'met', note });
    assert.ok(
      text.includes('    note: |-\n      First.\n\n        - indented: yes\n      # no comment\n      Last\n'),
      text,
    );
    assert.equal(readAnswers(answersPath, text).answers.get('capacity-units/memory')?.note, note);
  });

  for (const note of [
    '- x',
    '123',
    'true',
    '2026-11-23',
    'a # b',
    "it's",
    '"',
    '\t',
    'x\n\ty',
    '  lead\n  lead',
    'é ❤ \u{1f600}',
    'a\u0000b',
    '---\n...',
    '{x',
    'null',
    '~',
    'x: y',
    '\\',
    'a\r\nb',
    'long '.repeat(60),
  ]) {
    it(`keeps the note ${JSON.stringify(note.slice(0, 20))}`, () => {
      const text = written(undefined, 'startup-time/measured', { status: 'met', note });
      const again = written(text, 'startup-time/local-files', { status: 'partly', note });
      const back = readAnswers(answersPath, again);
      const expected = note.replaceAll('\r\n', '\n').trim();
      assert.deepEqual(back.problems, []);
      assert.equal(back.answers.get('startup-time/measured')?.note ?? '', expected);
      assert.equal(back.answers.get('startup-time/local-files')?.note ?? '', expected);
    });
  }

  const byHand = `# our review
version: 1   # the format
team: airline
answers:
    # asked every spring
    capacity-units/memory:   # power tuned
        # as agreed
        status:   'partly'   # for now
        reviewer: {name: "Ana"}
        note: >
          folded
          text

    # before the next one
    startup-time/measured: {status: met, owner: Bo}

    zz/own-check:
        status: met
tail: [1,
  2]
# the end
`;

  it('keeps comments, unknown keys and the spelling of everything else', () => {
    const text = written(byHand, 'startup-time/local-files', { status: 'not-met' });
    const fresh = '    startup-time/local-files:\n      status: not-met\n';
    assert.ok(text.includes(fresh), text);
    const unanswered = new RegExp(`^ {4}(${checkIds.join('|')}):\\n(?! {5})`, 'gm');
    assert.equal(text.replace(fresh, '').replaceAll(unanswered, ''), byHand);
  });

  it('keeps comments and unknown keys of the answer that changes', () => {
    const text = written(byHand, 'capacity-units/memory', { status: 'met', note: 'done' });
    const block = text.slice(text.indexOf('    # asked'), text.indexOf('    capacity-units/streams'));
    for (const kept of [
      '# asked every spring',
      '# power tuned',
      '# as agreed',
      "'met' # for now",
      'reviewer: { name: "Ana" }',
    ]) {
      assert.ok(block.includes(kept), `${kept} in\n${block}`);
    }
    assert.equal(readAnswers(answersPath, text).answers.get('capacity-units/memory')?.note, 'done');
    const cleared = written(text, 'capacity-units/memory', undefined);
    assert.ok(cleared.includes('reviewer: { name: "Ana" }'), cleared);
    assert.equal(readAnswers(answersPath, cleared).answers.has('capacity-units/memory'), false);
  });

  it('tells an unknown check, keeps its answer, and is written to all the same', () => {
    const { answers, problems } = readAnswers(answersPath, byHand);
    assert.deepEqual(answers.get('zz/own-check'), { status: 'met' });
    assert.deepEqual(
      problems.map((it) => [it.message, textAt(byHand, it.at)]),
      [['The lens has no check `zz/own-check`; its answer is kept, but shown nowhere.', 'zz/own-check']],
    );
  });

  it('keeps carriage returns', () => {
    const text = written(byHand.replaceAll('\n', '\r\n'), 'startup-time/local-files', { status: 'met', note: 'a\nb' });
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(readAnswers(answersPath, text).answers.get('startup-time/local-files')?.note, 'a\nb');
  });

  for (const [title, text] of Object.entries({
    'an empty file': '',
    'a comment alone': '# ours',
    'a byte order mark': '\ufeffversion: 1\nanswers:\n  startup-time/measured:\n    status: met\n',
    'no answers': 'version: 1',
    'answers without any': 'version: 1\nanswers:',
    'answers in braces': 'version: 1\nanswers: {startup-time/measured: {status: met}} # x\n',
    'empty braces': 'version: 1\nanswers: {}\nother: x\n',
    'a null': 'version: 1\nanswers: ~\nother: x\n',
    'everything in braces': '{version: 1, answers: {}}\n',
    'braces without answers': '{version: 1}',
    'keys in disorder':
      'version: 1\nanswers:\n  startup-time/measured:\n    status: met\n  access-caching/caching:\n    status: met',
    'a comment for a null': 'version: 1\nanswers:\n  capacity-units/memory: ~ # ask Bo\n',
    'ids in quotes': 'version: 1\nanswers:\n  "capacity-units/memory":\n    status: met\n',
  })) {
    it(`is written into ${title}`, () => {
      const result = written(text, 'capacity-units/memory', met);
      const expected = new Map(readAnswers(answersPath, text).answers).set('capacity-units/memory', met);
      assert.deepEqual(readAnswers(answersPath, result), { answers: expected, problems: [] });
      for (const comment of text.match(/#.*/g) ?? []) assert.ok(result.includes(comment), result);
    });
  }

  it('refuses what it could not edit without touching other answers', () => {
    const shared =
      'version: 1\nanswers:\n  startup-time/measured: &x\n    status: met\n  startup-time/local-files: *x\n';
    assert.equal(readAnswers(answersPath, shared).answers.get('startup-time/local-files')?.status, 'met');
    assert.equal(writeAnswer(shared, 'startup-time/measured', undefined).known, false);
  });
});

describe('A malformed review.yaml', () => {
  const malformed: Record<string, readonly [text: string, messages: readonly RegExp[]]> = {
    'a word that is no status': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: ⟦done⟧\n',
      [/`status` is one of met, partly/],
    ],
    'no status': ['version: 1\nanswers:\n  ⟦startup-time/measured⟧:\n    note: x\n', [/needs a `status`/]],
    'not applicable without a reason': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: ⟦not-applicable⟧\n',
      [/needs a `reason`/],
    ],
    'a day that is none': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: met\n    due: ⟦soon⟧\n',
      [/`due` is a day/],
    ],
    'a note that is a number': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: met\n    note: ⟦12⟧\n',
      [/`note` is text/],
    ],
    'an answer that is a word': ['version: 1\nanswers:\n  startup-time/measured: ⟦met⟧\n', [/An answer is a map/]],
    'answers that are a list': ['version: 1\nanswers:\n  ⟦- startup-time/measured\n⟧', [/`answers` is a map/]],
    'a newer version': ['version: ⟦2⟧\nanswers:\n  startup-time/measured:\n    status: met\n', [/Only version 1/]],
    'no version': ['⟦answers⟧:\n', [/`version: 1` is missing/]],
    'a list': ['⟦- x\n⟧', [/are expected here/]],
    'a key twice': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: met\n  ⟦startup-time/measured⟧:\n    status: partly\n',
      [/^`startup-time\/measured` is written twice; keep one of them\.$/],
    ],
    'a field twice': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: met\n    ⟦status⟧: partly\n',
      [/^`status` is written twice/],
    ],
    'answers twice': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: met\n⟦answers⟧:\n',
      [/^`answers` is written twice/],
    ],
    'a bad indent': [
      'version: 1\nanswers:\n  startup-time/measured:\n    status: met\n⟦ ⟧  note: x\n',
      [/same column/],
    ],
    'a merge that was not finished': [
      'version: 1\nanswers:\n  startup-time/measured:\n⟦<<<<<<< HEAD⟧\n    status: met\n=======\n    status: partly\n>>>>>>> other\n',
      [/merge conflict/],
    ],
    'two documents': ['version: 1\n⟦---\nx⟧: y\n', [/multiple documents/]],
  };
  for (const [title, [marked, messages]] of Object.entries(malformed)) {
    it(`with ${title} is told at its place and never written`, () => {
      const text = marked.replace(/[⟦⟧]/g, '');
      const { problems } = readAnswers(answersPath, text);
      const first = problems[0];
      assert.ok(first?.at, 'a problem with a place');
      assert.match(first.message, messages[0] ?? /^$/);
      assert.equal(first.at.path, answersPath);
      assert.equal(first.at.start, marked.indexOf('⟦'));
      const refused = writeAnswer(text, 'startup-time/local-files', { status: 'met' });
      assert.equal(refused.known, false);
      if (refused.known) return;
      assert.match(refused.why, new RegExp(`line ${marked.split('⟦')[0]?.split('\n').length} of the file`));
    });
  }

  it('is read as far as it can be', () => {
    const text =
      'version: 1\nanswers:\n  startup-time/measured:\n    status: done\n  startup-time/local-files:\n    status: met\n';
    assert.deepEqual([...readAnswers(answersPath, text).answers.keys()], ['startup-time/local-files']);
  });

  it('that is larger than answers can be is not read, and not written to', () => {
    const large = `${written(undefined, 'capacity-units/memory', met)}${'# padding\n'.repeat(30_000)}`;
    const { answers, problems } = readAnswers(answersPath, large);
    assert.equal(answers.size, 0);
    assert.deepEqual(
      problems.map(({ message, at }) => [message.replace(/\d+/, 'N'), at?.start]),
      [['It has N KB, which is more than such a file can need, and was not read.', 0]],
    );
    const refused = writeAnswer(large, 'startup-time/measured', met);
    assert.match(refused.known ? '' : refused.why, /^It has \d+ KB, .* Nothing was written$/);
  });

  it('has a few problems, however many it has', () => {
    const many = Array.from({ length: 300 }, (_, index) => `  x/${String(index)}: { status: met }\n`).join('');
    assert.equal(readAnswers(answersPath, `version: 1\nanswers:\n${many}`).problems.length, 20);
  });

  it('never throws, wherever it is cut off or a character is lost', () => {
    const text = written(written(undefined, 'capacity-units/memory', met), 'startup-time/measured', {
      status: 'partly',
      note: 'a\nb',
    });
    const start = text.indexOf('capacity-units/memory');
    for (let at = start - 20; at < start + 200; at++) {
      for (const broken of [
        text.slice(0, at),
        text.slice(0, at) + text.slice(at + 1),
        `${text.slice(0, at)}{${text.slice(at)}`,
      ]) {
        const before = readAnswers(answersPath, broken);
        const result = writeAnswer(broken, 'integration/direct', { status: 'met' });
        if (result.known) {
          const expected = new Map(before.answers).set('integration/direct', { status: 'met' });
          assert.deepEqual(readAnswers(answersPath, result.value).answers, expected);
        }
      }
    }
  });
});

describe('git', () => {
  it('merges what two people answered to neighbouring checks', () => {
    const base = written(undefined, 'capacity-units/memory', met);
    const ours = written(base, 'startup-time/measured', { status: 'met', note: 'p99 410 ms\nof 7 days', owner: 'Ana' });
    const theirs = written(base, 'startup-time/minimal-package', { status: 'met', note: 'bundled', owner: 'Bo' });
    assert.deepEqual(checkIds.indexOf('startup-time/minimal-package') - checkIds.indexOf('startup-time/measured'), 1);
    const merged = merge(base, ours, theirs);
    assert.equal(
      merged,
      written(ours, 'startup-time/minimal-package', { status: 'met', note: 'bundled', owner: 'Bo' }),
    );
  });

  it('merges an answer taken back with one changed beside it', () => {
    const first = written(undefined, 'startup-time/measured', { status: 'met', note: 'p99 410 ms' });
    const base = written(first, 'startup-time/minimal-package', { status: 'partly', note: 'bundled' });
    const ours = written(base, 'startup-time/measured', undefined);
    const theirs = written(base, 'startup-time/minimal-package', { status: 'met', note: 'bundled and minified' });
    const merged = readAnswers(answersPath, merge(base, ours, theirs));
    assert.deepEqual(merged, {
      answers: new Map([['startup-time/minimal-package', { status: 'met', note: 'bundled and minified' }]]),
      problems: [],
    });
  });
});

function written(text: string | undefined, check: string, answer: Answer | undefined): string {
  const result = writeAnswer(text, check, answer);
  assert.ok(result.known, result.known ? '' : result.why);
  return result.value;
}

const textAt = (text: string, at: { start: number; end: number } | undefined): string | undefined =>
  at && text.slice(at.start, at.end);

/** Throws when git reports a conflict. */
function merge(base: string, ours: string, theirs: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'review-'));
  try {
    const path = (name: string, text: string): string => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    };
    const merged = path('ours', ours);
    execFileSync('git', ['merge-file', merged, path('base', base), path('theirs', theirs)]);
    return readFileSync(merged, 'utf8');
  } finally {
    rmSync(directory, { recursive: true });
  }
}
