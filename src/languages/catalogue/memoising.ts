/** What keeps the results of functions: decorators and wrappers of libraries. */

/** Decorators that keep a function's first result for given arguments; what they decorate in a class asks for its object as well. */
const decorators: readonly string[] = [
  'functools.lru_cache',
  'functools.cache',
  'cachetools.cached',
  'cachetools.func.fifo_cache',
  'cachetools.func.lfu_cache',
  'cachetools.func.lru_cache',
  'cachetools.func.mru_cache',
  'cachetools.func.rr_cache',
  'cachetools.func.ttl_cache',
  'aiocache.cached',
  'aiocache.cached_stampede',
  'aiocache.decorators.cached',
  'aiocache.decorators.cached_stampede',
  'async_lru.alru_cache',
  'asyncstdlib.cache',
  'asyncstdlib.lru_cache',
  'asyncstdlib.functools.cache',
  'asyncstdlib.functools.lru_cache',
  'boltons.cacheutils.cached',
  'funcy.cache',
  'funcy.memoize',
  'memoization.cached',
  'toolz.memoize',
  'toolz.functoolz.memoize',
  'org.springframework.context.annotation.Bean',
  'org.springframework.cache.annotation.Cacheable',
  'javax.inject.Singleton',
  'jakarta.inject.Singleton',
  'com.google.inject.Singleton',
  'javax.enterprise.inject.Produces',
  'jakarta.enterprise.inject.Produces',
];

/** Those that keep it in the object whose method they decorate. */
const ofObjects: ReadonlySet<string> = new Set([
  'functools.cached_property',
  'asyncstdlib.cached_property',
  'asyncstdlib.functools.cached_property',
  'boltons.cacheutils.cachedproperty',
  'cached_property.cached_property',
  'cached_property.threaded_cached_property',
  'django.utils.functional.cached_property',
  'funcy.cached_property',
  'cachetools.cachedmethod',
  'methodtools.lru_cache',
  'werkzeug.utils.cached_property',
  'typescript-memoize#Memoize',
  'typescript-memoize#MemoizeExpiring',
  'lodash-decorators#Memoize',
  'lodash-decorators#memoize',
  'lodash-decorators#Once',
  'lodash-decorators#once',
  'lodash-decorators/memoize#Memoize',
  'core-decorators#memoize',
  'core-decorators#lazyInitialize',
  'decko#memoize',
  'utils-decorators#memoize',
  'utils-decorators#memoizeAsync',
  'lazy-get-decorator#LazyGetter',
]);

/** Wrappers that keep it: `const getClient = once(() => new S3Client({}))`. */
const wrappers: readonly string[] = [
  'dependency_injector.providers.Singleton',
  'dependency_injector.providers.ThreadSafeSingleton',
  'dependency_injector.providers.ThreadLocalSingleton',
  'dependency_injector.providers.ContextLocalSingleton',
  'dependency_injector.providers.DelegatedSingleton',
  'dependency_injector.providers.Resource',
  'lodash#memoize',
  'lodash#once',
  'lodash.memoize',
  'lodash.once',
  'lodash/memoize',
  'lodash/once',
  'memoizee',
  'p-memoize',
  'mem',
  'once',
  'fast-memoize',
  'moize',
  'com.google.common.base.Suppliers.memoize',
  'com.google.common.base.Suppliers.memoizeWithExpiration',
  'com.google.common.cache.CacheLoader.from',
  'org.apache.commons.lang3.concurrent.Memoizer',
  'io.vavr.Lazy.of',
  'org.apache.commons.lang3.concurrent.LazyInitializer.builder().setInitializer',
];

const known: ReadonlySet<string> = new Set([...decorators, ...ofObjects, ...wrappers]);

export const isKnownMemoiser = (symbol: string): boolean => known.has(symbol);

/** What a decorator is called that keeps results, whoever wrote it. */
const named =
  /(?:^|[.#/])(?:memoi[sz]ed?|memo|\w*lru_?cache|(?:ttl|timed?)_?cached?|cached?|cacheable|(?:cached|lazy|memoi[sz]ed)_?(?:property|method|getter)|lazy|once|run_?once)$/i;

/** These keep what a handler or a route answers, or hand it something. */
const ofAnswers = /^(?:lambda_cache|fastapi_cache|flask_caching|django|@nestjs)\b|\(\)/;

export const isNamedAsMemoiser = (symbol: string): boolean => named.test(symbol) && !ofAnswers.test(symbol);

/** Whether what it keeps goes with the object whose method it decorates. */
export const keepsInObject = (symbol: string): boolean =>
  ofObjects.has(symbol) || (!known.has(symbol) && /(?:property|getter|lazy)$/i.test(symbol));
