/**
 * For the grammar, `type(self).client = …` names a type, as `type Client = …` does.
 * As long as the given text, so that every place in it is the same, with another name for what is called there.
 */
export const withoutSoftKeywords = (text: string): string =>
  text.includes('type') ? text.replace(typeCalled, '$1typE') : text;

const typeCalled = /^([ \t]*)type(?=[ \t]*\()/gm;
