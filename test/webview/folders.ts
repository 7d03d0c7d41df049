import type { Finding, FunctionOutcome } from '../../src/core/finding.ts';
import type { EvidenceView, FolderView, ToPage } from '../../src/protocol/messages.ts';
import { updatesFrom } from '../../src/protocol/updates.ts';
import type { Answer, Evidence } from '../../src/review/checklist.ts';
import { judge } from '../../src/review/judge.ts';
import { application, finding, outcome, passed, said, skipped } from '../review/project.ts';

const init = 'startup-time/init-in-handler';
const ids = ['ConfirmBooking', 'CancelBooking', 'ReserveBooking', 'NotifyBooking', 'GetLoyalty', 'CollectPayment'];

export const folderUri = 'file:///airline-booking';

/** A small airline as the server would show it, with two functions at fault. */
export function airline(answers: Readonly<Record<string, Answer>> = {}, uri = folderUri): FolderView {
  const found: readonly Finding[] = [
    {
      ...finding(init, 79, 'CancelBooking'),
      message:
        '`boto3.resource` is created anew on each invocation of `CancelBooking`. Create it once, outside of the handler.',
    },
    {
      ...finding(init, 96, 'CancelBooking'),
      message:
        '`requests.Session` is created anew on each invocation of `CancelBooking`. Create it once, outside of the handler.',
    },
    {
      ...finding(init, 30, 'ReserveBooking'),
      message:
        '`boto3.client` is created anew on each invocation of `ReserveBooking`. Create it once, outside of the handler.',
    },
  ];
  const outcomes: readonly FunctionOutcome[] = ids.flatMap((id, index) => {
    const findings = found.filter((it) => it.functions.includes(`template.yaml#${id}`)).length;
    return [
      outcome(
        init,
        id,
        findings > 0
          ? { kind: 'failed', findings }
          : {
              kind: 'passed',
              because: 'Its table is created once, at module level.',
              at: { path: `src/${id}/app.py`, start: 11, end: 12 },
            },
      ),
      outcome('startup-time/sdk-v2-keep-alive', id, skipped),
      outcome('startup-time/whole-sdk-import', id, passed),
      outcome('startup-time/tracing-off', id, passed),
      outcome(
        'capacity-units/default-memory',
        id,
        index === 5 ? { kind: 'unknown', ask: 'No `MemorySize` is set, so 128 MB. Was that measured?' } : passed,
      ),
    ];
  });
  const { practices, ...checklist } = judge(
    said(application(...ids), outcomes, found),
    new Map(Object.entries(answers)),
  );
  return {
    folder: uri,
    name: uri.split('/').at(-1) ?? uri,
    open: found.length,
    checklist: {
      ...checklist,
      practices: practices.map((practice) => ({
        ...practice,
        checks: practice.checks.map((check) => ({ ...check, evidence: check.evidence.map((it) => viewOf(it, uri)) })),
      })),
    },
    functions: ids.map((id) => ({
      key: `template.yaml#${id}`,
      id,
      declared: 'template',
      open: 0,
      findings: 0,
      unknown: {},
      place: place(uri, 'template.yaml', 3),
    })),
    problems: [
      {
        path: 'events/broken.yaml',
        message: 'The template ends in the middle of a list.',
        place: place(uri, 'events/broken.yaml', 6),
      },
    ],
  };
}

/** A folder in which nothing was found. */
export function nothing(): FolderView {
  const { practices, ...checklist } = judge([], new Map());
  const checks = practices.map((practice) => ({
    ...practice,
    checks: practice.checks.map((it) => ({ ...it, evidence: [] })),
  }));
  return {
    folder: 'file:///site',
    name: 'site',
    open: 0,
    checklist: { ...checklist, practices: checks },
    functions: [],
    problems: [],
  };
}

function viewOf({ at, ...evidence }: Evidence, uri: string): EvidenceView {
  return at ? { ...evidence, place: place(uri, at.path, at.start) } : evidence;
}

const place = (uri: string, path: string, line: number) => ({ uri: `${uri}/${path}`, path, line, character: 4 });

/** All of it, told for the first time. */
export const told = (folders: readonly FolderView[]): ToPage => ({
  kind: 'show',
  folders: updatesFrom([], folders),
  whole: true,
});
