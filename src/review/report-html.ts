/** Text that is safe to stand in a page. Only `text`, `words` and `markup` make it, so nothing gets in without being escaped. */
export interface Html {
  readonly markup: string;
}

/** A piece of a page; what is filled in has been escaped already. */
export function markup(parts: TemplateStringsArray, ...holes: readonly (Html | readonly Html[])[]): Html {
  const filled = holes.map((hole) => ('markup' in hole ? hole.markup : hole.map(({ markup }) => markup).join('')));
  return { markup: parts.map((part, index) => part + (filled[index] ?? '')).join('') };
}

export const nothing: Html = { markup: '' };

/** Text as it is; also fit for an attribute in quotes. */
export const text = (value: string): Html => ({
  markup: value.replaceAll(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`),
});

/** Text of one paragraph in which backticks mark code. */
export function words(value: string): Html {
  const pieces = value.split(/`([^`]+)`/);
  return markup`${pieces.map((piece, index) => (index % 2 === 1 ? markup`<code>${text(piece)}</code>` : text(piece)))}`;
}

export const styles: Html = {
  markup: `
:root { color-scheme: light dark; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --good: #116329; --bad: #b31412; --fair: #7a5200; --back: #fff; --code: #f1f3f5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --quiet: #9da7b1; --line: #3a4048; --good: #6cc382; --bad: #ff8e86; --fair: #e3b35b; --back: #16181c; --code: #25292f; } }
@media print { :root { color-scheme: light; --ink: #000; --quiet: #444; --line: #bbb; --good: #0a4a1d; --bad: #8c0f0d; --fair: #5c3d00; --back: #fff; --code: #f4f4f4; } section { break-inside: auto; } h2, h3 { break-after: avoid; } li { break-inside: avoid; } body { padding: 0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 52rem; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--back); overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
.checks { list-style: none; padding: 0; }
.checks > li { margin: 1.25rem 0; }
code { font: .9em ui-monospace, monospace; background: var(--code); padding: .1em .3em; border-radius: 3px; }
.over, .quiet, .class, .place, dt { color: var(--quiet); }
.over { font-size: .875rem; }
.place { font: .85em ui-monospace, monospace; }
.status { font-weight: 600; font-size: .875rem; white-space: nowrap; margin-left: .5rem; color: var(--quiet); }
.status.met { color: var(--good); }
.status.partly { color: var(--fair); }
.status.not-met { color: var(--bad); }
dl { margin: .5rem 0; }
dl > div { display: flex; gap: .75rem; }
dt { flex: none; width: 6rem; }
dd { margin: 0; white-space: pre-wrap; }
.summary { margin-top: 1.25rem; }
.summary dd { font-weight: 600; }
.summary.none > :first-child dd { color: var(--good); }
.summary.medium > :first-child dd { color: var(--fair); }
.summary.high > :first-child dd { color: var(--bad); }
progress { width: 100%; accent-color: var(--good); }
`,
};
