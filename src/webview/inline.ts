import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** The Markdown of one paragraph: `code` and links to the web. Anything else stands as it is written. */
export const inline = (markdown: string): readonly (string | TemplateResult)[] =>
  markdown.split(/(`[^`]+`|\[[^[\]]+\]\(https:[^)\s]+\))/).map((piece) => {
    if (piece.startsWith('`') && piece.length > 2) return html`<code>${piece.slice(1, -1)}</code>`;
    const link = /^\[([^[\]]+)\]\((https:[^)\s]+)\)$/.exec(piece);
    return link ? html`<a href=${link[2] ?? ''}>${link[1]}</a>` : piece;
  });
