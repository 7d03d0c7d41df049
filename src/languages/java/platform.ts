/** Classes of Java's own packages, annotations of frameworks and clients, which files import as a whole more often than by name. */
const packages: Readonly<Record<string, string>> = {
  'java.io': `BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter ByteArrayInputStream
    ByteArrayOutputStream Closeable File FileInputStream FileOutputStream FileReader FileWriter IOException InputStream
    InputStreamReader OutputStream OutputStreamWriter PrintStream PrintWriter Reader Serializable StringReader
    StringWriter UncheckedIOException Writer`,
  'java.math': 'BigDecimal BigInteger',
  'java.net': 'HttpURLConnection InetAddress MalformedURLException Socket URI URISyntaxException URL URLConnection',
  'java.net.http': 'HttpClient HttpRequest HttpResponse WebSocket',
  'java.nio.charset': 'Charset StandardCharsets',
  'java.nio.file': 'Files Path Paths',
  'java.sql': `Connection DriverManager PreparedStatement ResultSet SQLException Statement Timestamp`,
  'java.text': 'DateFormat DecimalFormat NumberFormat SimpleDateFormat',
  'java.time': `Clock Duration Instant LocalDate LocalDateTime LocalTime OffsetDateTime Period ZoneId ZoneOffset
    ZonedDateTime`,
  'java.time.format': 'DateTimeFormatter',
  'java.util': `AbstractMap ArrayDeque ArrayList Arrays Base64 Calendar Collection Collections Comparator Date Deque
    EnumMap HashMap HashSet Iterator LinkedHashMap LinkedHashSet LinkedList List Locale Map Objects Optional PriorityQueue
    Properties Queue Random Scanner Set StringJoiner Timer TimerTask TimeZone TreeMap TreeSet UUID Vector`,
  'java.util.concurrent': `Callable CompletableFuture ConcurrentHashMap ConcurrentLinkedQueue ConcurrentMap
    CopyOnWriteArrayList CountDownLatch ExecutionException Executor ExecutorService Executors ForkJoinPool Future
    RecursiveAction RecursiveTask ScheduledExecutorService ThreadLocalRandom ThreadPoolExecutor TimeUnit`,
  'java.util.concurrent.atomic': 'AtomicBoolean AtomicInteger AtomicLong AtomicReference',
  'java.util.function': `BiConsumer BiFunction BinaryOperator BooleanSupplier Consumer Function Predicate Supplier
    UnaryOperator`,
  'java.util.regex': 'Matcher Pattern',
  'java.util.stream': 'Collectors IntStream Stream StreamSupport',
  'org.springframework.context.annotation': 'Bean Configuration',
  'org.springframework.web.bind.annotation': `DeleteMapping GetMapping PatchMapping PostMapping PutMapping RequestMapping
    RestController`,
  'javax.inject': 'Inject Named Singleton',
  'jakarta.inject': 'Inject Named Singleton',
  'javax.ws.rs': 'DELETE GET HEAD OPTIONS PATCH POST PUT Path',
  'jakarta.ws.rs': 'DELETE GET HEAD OPTIONS PATCH POST PUT Path',
  'javax.enterprise.inject': 'Produces',
  'jakarta.enterprise.inject': 'Produces',
  'com.amazonaws.services.cognitoidp': 'AWSCognitoIdentityProvider',
  'com.amazonaws.services.dynamodbv2': 'AmazonDynamoDB AmazonDynamoDBAsync',
  'com.amazonaws.services.kinesis': 'AmazonKinesis',
  'com.amazonaws.services.kms': 'AWSKMS',
  'com.amazonaws.services.lambda': 'AWSLambda AWSLambdaAsync',
  'com.amazonaws.services.lambda.runtime': 'Context LambdaLogger RequestHandler RequestStreamHandler',
  'com.amazonaws.services.s3': 'AmazonS3',
  'com.amazonaws.services.secretsmanager': 'AWSSecretsManager',
  'com.amazonaws.services.securitytoken': 'AWSSecurityTokenService',
  'com.amazonaws.services.simpleemail': 'AmazonSimpleEmailService',
  'com.amazonaws.services.simplesystemsmanagement': 'AWSSimpleSystemsManagement',
  'com.amazonaws.services.sns': 'AmazonSNS',
  'com.amazonaws.services.sqs': 'AmazonSQS',
  'com.amazonaws.services.stepfunctions': 'AWSStepFunctions',
  'com.github.benmanes.caffeine.cache': 'AsyncCache AsyncLoadingCache Cache CacheLoader Caffeine LoadingCache',
  'com.google.common.base': 'Supplier Suppliers',
  'com.google.common.cache': 'Cache CacheBuilder CacheLoader LoadingCache',
  'com.google.inject': 'AbstractModule Guice Inject Injector Provides Singleton',
  dagger: 'Binds Component Module Provides Reusable Subcomponent',
  'io.micronaut.http.annotation': 'Controller Delete Get Head Options Patch Post Put',
};

const classes: ReadonlySet<string> = new Set(
  Object.entries(packages).flatMap(([name, its]) => its.split(/\s+/).map((it) => `${name}.${it}`)),
);

export const isOfPlatform = (name: string): boolean => classes.has(name);
