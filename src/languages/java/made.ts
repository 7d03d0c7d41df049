/** What a call of a library gives, as far as its name tells: builders, and what they build. */

/** `X.builder()`, `new X.Builder()`, `XBuilder.standard()`. */
export const isBuilder = (symbol: string): boolean =>
  /(?:^|\.)(?:builder|newBuilder|custom|crtBuilder|newChannelBuilder)\(\)$|Builder\(\)$|Builder\.[a-z]\w*\(\)$/.test(
    symbol,
  );

export const builds = (method: string): boolean => /^(?:build|create)/.test(method);

/** The full name of the class whose object calling the symbol gives; undefined where the name does not tell. */
export function madeBy(symbol: string): string | undefined {
  const built = /^(.*?)\.(?:(?:builder|newBuilder|crtBuilder)\(\)|Builder\(\))\.build$/.exec(symbol)?.[1];
  if (built !== undefined) return built;
  const version1 = /^(com\.amazonaws\..*?)(?:Client)?Builder\.(?:standard\(\)\.build|default\w+)$/.exec(symbol)?.[1];
  if (version1 !== undefined) return version1;
  const builder = /^(.*)Builder(?:\.\w+)?\(\)\.(?:build|create)$/.exec(symbol)?.[1];
  if (builder !== undefined && /[a-z]$/i.test(builder) && !builder.endsWith('.')) return builder;
  return /^(.*[A-Z]\w*)\.(?:create|crtCreate|newHttpClient)$/.exec(symbol)?.[1];
}
