import { entries, type CatalogueEntry } from './entry.ts';

const construct = { construct: true };
const connects = { connects: true };

/** `X.create()` and `X.builder()…build()`: what is set on a builder in between is left out of a symbol. */
const made = (type: string): readonly string[] => [`${type}.create`, `${type}.builder().build`];

const sdk: readonly CatalogueEntry[] = [
  ...entries('sdk-client', 'last', [
    ...made('software.amazon.awssdk.services.*.*Client'),
    ...made('software.amazon.awssdk.services.*.*.*Client'),
    ...made('software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient'),
    ...made('software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient'),
    ...made('software.amazon.awssdk.services.s3.presigner.S3Presigner'),
    ...made('software.amazon.awssdk.services.polly.presigner.PollyPresigner'),
    ...made('software.amazon.awssdk.transfer.s3.S3TransferManager'),
    ...made('software.amazon.awssdk.imds.Ec2MetadataClient'),
    'software.amazon.awssdk.services.rds.RdsUtilities.builder().build',
    'software.amazon.awssdk.services.dsql.DsqlUtilities.builder().build',
    'software.amazon.awssdk.services.s3.S3AsyncClient.crtCreate',
    'software.amazon.awssdk.services.s3.S3AsyncClient.crtBuilder().build',
    'com.amazonaws.services.*.*Builder.standard().build',
    'com.amazonaws.services.*.*Builder.defaultClient',
    'com.amazonaws.services.s3.transfer.TransferManagerBuilder.standard().build',
    'com.amazonaws.services.s3.transfer.TransferManagerBuilder.defaultTransferManager',
  ]),
  ...entries(
    'sdk-client',
    'last',
    [
      'com.amazonaws.services.*.*Client',
      'com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper',
      'com.amazonaws.services.dynamodbv2.document.DynamoDB',
      'com.amazonaws.services.s3.transfer.TransferManager',
      'com.amazonaws.secretsmanager.caching.SecretCache',
      'com.amazonaws.services.kinesis.producer.KinesisProducer',
      'software.amazon.kinesis.producer.KinesisProducer',
      'com.amazonaws.services.sqs.AmazonSQSBufferedAsyncClient',
      'com.amazon.sqs.javamessaging.AmazonSQSExtendedClient',
    ],
    construct,
  ),
  ...entries('sdk-client', 'last', [
    ...made('software.amazon.lambda.powertools.parameters.*.*Provider'),
    'software.amazon.lambda.powertools.parameters.*Provider.builder().build',
    'software.amazon.lambda.powertools.idempotency.persistence.DynamoDBPersistenceStore.builder().build',
    'software.amazon.lambda.powertools.idempotency.persistence.*.DynamoDBPersistenceStore.builder().build',
  ]),
];

const databases: readonly CatalogueEntry[] = [
  ...entries('database', ['connection'], ['java.sql.DriverManager.getConnection'], {
    connects: true,
    exclusive: true,
    type: 'java.sql.Connection',
    throws: 'SQLException',
  }),
  ...entries(
    'database',
    ['data', 'source'],
    ['com.zaxxer.hikari.HikariDataSource', 'org.apache.commons.dbcp2.BasicDataSource'],
    { construct: true, connects: true },
  ),
  ...entries(
    'database',
    ['session', 'factory'],
    [
      'org.hibernate.cfg.Configuration().buildSessionFactory',
      'org.hibernate.cfg.Configuration().configure().buildSessionFactory',
      'org.hibernate.boot.MetadataSources().buildMetadata().buildSessionFactory',
    ],
    { connects: true, type: 'org.hibernate.SessionFactory' },
  ),
  ...entries('database', ['entity', 'managers'], ['javax.persistence.Persistence.createEntityManagerFactory'], {
    connects: true,
    type: 'javax.persistence.EntityManagerFactory',
  }),
  ...entries('database', ['entity', 'managers'], ['jakarta.persistence.Persistence.createEntityManagerFactory'], {
    connects: true,
    type: 'jakarta.persistence.EntityManagerFactory',
  }),
  ...entries('database', ['mongo', 'client'], ['com.mongodb.client.MongoClients.create'], {
    type: 'com.mongodb.client.MongoClient',
  }),
  ...entries('database', ['mongo', 'client'], ['com.mongodb.reactivestreams.client.MongoClients.create'], {
    type: 'com.mongodb.reactivestreams.client.MongoClient',
  }),
  ...entries('database', ['mongo', 'client'], ['com.mongodb.MongoClient'], construct),
  ...entries('database', ['driver'], ['org.neo4j.driver.GraphDatabase.driver'], { type: 'org.neo4j.driver.Driver' }),
  ...entries('database', ['jdbi'], ['org.jdbi.v3.core.Jdbi.create'], { type: 'org.jdbi.v3.core.Jdbi' }),
  ...entries(
    'database',
    ['search', 'client'],
    [
      'org.opensearch.client.RestHighLevelClient',
      'org.opensearch.client.opensearch.OpenSearchClient',
      'org.elasticsearch.client.RestHighLevelClient',
      'co.elastic.clients.elasticsearch.ElasticsearchClient',
    ],
    construct,
  ),
  ...entries(
    'database',
    ['rest', 'client'],
    ['org.opensearch.client.RestClient.builder().build', 'org.elasticsearch.client.RestClient.builder().build'],
  ),
  ...entries('database', ['session'], ['com.datastax.oss.driver.api.core.CqlSession.builder().build'], connects),
  ...entries('database', ['influx', 'client'], ['com.influxdb.client.InfluxDBClientFactory.create'], {
    type: 'com.influxdb.client.InfluxDBClient',
  }),
];

const caches: readonly CatalogueEntry[] = [
  ...entries('cache', 'last', ['redis.clients.jedis.Jedis'], { construct: true, exclusive: true }),
  ...entries(
    'cache',
    'last',
    ['redis.clients.jedis.JedisPool', 'redis.clients.jedis.JedisPooled', 'redis.clients.jedis.UnifiedJedis'],
    construct,
  ),
  ...entries('cache', 'last', ['redis.clients.jedis.JedisCluster'], { construct: true, connects: true }),
  ...entries('cache', ['redis', 'client'], ['io.lettuce.core.RedisClient.create'], {
    type: 'io.lettuce.core.RedisClient',
  }),
  ...entries('cache', ['redis', 'client'], ['io.lettuce.core.cluster.RedisClusterClient.create'], {
    type: 'io.lettuce.core.cluster.RedisClusterClient',
  }),
  ...entries(
    'cache',
    ['redis', 'connection'],
    ['io.lettuce.core.RedisClient().connect', 'io.lettuce.core.cluster.RedisClusterClient().connect'],
    connects,
  ),
  ...entries('cache', ['redisson'], ['org.redisson.Redisson.create'], {
    connects: true,
    type: 'org.redisson.api.RedissonClient',
  }),
  ...entries('cache', ['memcached'], ['net.spy.memcached.MemcachedClient'], {
    construct: true,
    connects: true,
    throws: 'IOException',
  }),
];

const http: readonly CatalogueEntry[] = [
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      'java.net.http.HttpClient.newHttpClient',
      'java.net.http.HttpClient.newBuilder().build',
      'okhttp3.OkHttpClient.Builder().build',
    ],
  ),
  // What their builders build is declared as what all of them have in common.
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      ...made('software.amazon.awssdk.http.*.*AsyncHttpClient'),
      ...made('software.amazon.awssdk.http.*.*.*AsyncHttpClient'),
    ],
    { type: 'software.amazon.awssdk.http.async.SdkAsyncHttpClient' },
  ),
  ...entries(
    'http-client',
    ['http', 'client'],
    [...made('software.amazon.awssdk.http.*.*HttpClient'), ...made('software.amazon.awssdk.http.*.*.*HttpClient')],
    { type: 'software.amazon.awssdk.http.SdkHttpClient' },
  ),
  ...entries('http-client', ['http', 'client'], ['okhttp3.OkHttpClient'], construct),
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      'org.apache.http.impl.client.HttpClients.createDefault',
      'org.apache.http.impl.client.HttpClients.createSystem',
      'org.apache.http.impl.client.HttpClients.custom().build',
      'org.apache.http.impl.client.HttpClientBuilder.create().build',
    ],
    { remembers: true, type: 'org.apache.http.impl.client.CloseableHttpClient' },
  ),
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      'org.apache.hc.client5.http.impl.classic.HttpClients.createDefault',
      'org.apache.hc.client5.http.impl.classic.HttpClients.createSystem',
      'org.apache.hc.client5.http.impl.classic.HttpClients.custom().build',
      'org.apache.hc.client5.http.impl.classic.HttpClientBuilder.create().build',
    ],
    { remembers: true, type: 'org.apache.hc.client5.http.impl.classic.CloseableHttpClient' },
  ),
  ...entries('http-client', ['rest', 'template'], ['org.springframework.web.client.RestTemplate'], construct),
  ...entries('http-client', ['web', 'client'], made('org.springframework.web.reactive.function.client.WebClient')),
  ...entries('http-client', ['rest', 'client'], made('org.springframework.web.client.RestClient')),
  ...entries('http-client', ['retrofit'], ['retrofit2.Retrofit.Builder().build']),
  ...entries('http-client', ['http', 'client'], ['javax.ws.rs.client.ClientBuilder.newClient'], {
    type: 'javax.ws.rs.client.Client',
  }),
  ...entries('http-client', ['http', 'client'], ['jakarta.ws.rs.client.ClientBuilder.newClient'], {
    type: 'jakarta.ws.rs.client.Client',
  }),
];

const apis: readonly CatalogueEntry[] = [
  ...entries('api-client', ['stripe', 'client'], ['com.stripe.StripeClient'], construct),
  ...entries('api-client', ['stripe', 'client'], ['com.stripe.StripeClient.builder().build']),
  ...entries('api-client', ['twilio', 'client'], ['com.twilio.http.TwilioRestClient.Builder().build']),
  ...entries('api-client', ['sendgrid', 'client'], ['com.sendgrid.SendGrid'], construct),
  ...entries(
    'api-client',
    ['openai', 'client'],
    [
      'com.openai.client.okhttp.OpenAIOkHttpClient.fromEnv',
      'com.openai.client.okhttp.OpenAIOkHttpClient.builder().build',
    ],
    { type: 'com.openai.client.OpenAIClient' },
  ),
  ...entries('api-client', ['openai', 'service'], ['com.theokanning.openai.service.OpenAiService'], construct),
  ...entries(
    'api-client',
    ['anthropic', 'client'],
    [
      'com.anthropic.client.okhttp.AnthropicOkHttpClient.fromEnv',
      'com.anthropic.client.okhttp.AnthropicOkHttpClient.builder().build',
    ],
    { type: 'com.anthropic.client.AnthropicClient' },
  ),
  ...entries('api-client', ['flags', 'client'], ['com.launchdarkly.sdk.server.LDClient'], {
    construct: true,
    connects: true,
  }),
  ...entries('api-client', ['slack', 'app'], ['com.slack.api.bolt.App'], { construct: true, remembers: true }),
  ...entries(
    'api-client',
    ['jira', 'client'],
    ['com.atlassian.jira.rest.client.internal.async.AsynchronousJiraRestClientFactory().create'],
  ),
  ...entries('api-client', ['github'], ['org.kohsuke.github.GitHubBuilder().build'], {
    type: 'org.kohsuke.github.GitHub',
    throws: 'IOException',
  }),
];

const others: readonly CatalogueEntry[] = [
  ...entries('messaging', ['producer'], ['org.apache.kafka.clients.producer.KafkaProducer'], {
    construct: true,
    connects: true,
  }),
  ...entries('messaging', ['consumer'], ['org.apache.kafka.clients.consumer.KafkaConsumer'], {
    construct: true,
    connects: true,
    exclusive: true,
  }),
  ...entries('messaging', ['connection'], ['com.rabbitmq.client.ConnectionFactory().newConnection'], {
    connects: true,
    type: 'com.rabbitmq.client.Connection',
    throws: 'IOException',
  }),
  ...entries(
    'rpc-channel',
    ['channel'],
    [
      'io.grpc.ManagedChannelBuilder.forAddress().build',
      'io.grpc.ManagedChannelBuilder.forTarget().build',
      'io.grpc.netty.NettyChannelBuilder.forAddress().build',
      'io.grpc.netty.NettyChannelBuilder.forTarget().build',
      'io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forAddress().build',
      'io.grpc.Grpc.newChannelBuilder().build',
    ],
    { type: 'io.grpc.ManagedChannel' },
  ),
  ...entries('key-set', ['jwk', 'provider'], ['com.auth0.jwk.JwkProviderBuilder().build'], {
    type: 'com.auth0.jwk.JwkProvider',
  }),
  ...entries(
    'key-set',
    ['jwk', 'provider'],
    ['com.auth0.jwk.UrlJwkProvider', 'com.auth0.jwk.JwkProvider', 'com.auth0.jwk.GuavaCachedJwkProvider'],
    construct,
  ),
  ...entries('key-set', ['key', 'source'], ['com.nimbusds.jose.jwk.source.RemoteJWKSet'], construct),
  ...entries('key-set', ['key', 'source'], ['com.nimbusds.jose.jwk.source.JWKSourceBuilder.create().build'], {
    type: 'com.nimbusds.jose.jwk.source.JWKSource',
  }),
  ...entries(
    'compiled',
    'last',
    [
      'com.fasterxml.jackson.databind.ObjectMapper',
      'com.fasterxml.jackson.databind.json.JsonMapper',
      'com.google.gson.Gson',
    ],
    construct,
  ),
  ...entries('compiled', ['object', 'mapper'], ['com.fasterxml.jackson.databind.json.JsonMapper.builder().build']),
  ...entries('compiled', ['gson'], ['com.google.gson.GsonBuilder().create'], { type: 'com.google.gson.Gson' }),
  ...entries('compiled', ['moshi'], ['com.squareup.moshi.Moshi.Builder().build']),
  ...entries('compiled', ['table', 'schema'], ['software.amazon.awssdk.enhanced.dynamodb.TableSchema.fromBean']),
  ...entries('compiled', ['mustaches'], ['com.github.mustachejava.DefaultMustacheFactory'], construct),
  ...entries(
    'compiled',
    ['templates'],
    ['freemarker.template.Configuration', 'org.thymeleaf.TemplateEngine', 'org.apache.velocity.app.VelocityEngine'],
    { construct: true, remembers: true },
  ),
  ...entries('compiled', ['xml', 'context'], ['javax.xml.bind.JAXBContext.newInstance'], {
    type: 'javax.xml.bind.JAXBContext',
    throws: 'JAXBException',
  }),
  ...entries('compiled', ['xml', 'context'], ['jakarta.xml.bind.JAXBContext.newInstance'], {
    type: 'jakarta.xml.bind.JAXBContext',
    throws: 'JAXBException',
  }),
  ...entries('compiled', ['validators'], ['javax.validation.Validation.buildDefaultValidatorFactory'], {
    type: 'javax.validation.ValidatorFactory',
  }),
  ...entries('compiled', ['validators'], ['jakarta.validation.Validation.buildDefaultValidatorFactory'], {
    type: 'jakarta.validation.ValidatorFactory',
  }),
  ...entries('compiled', ['schemas'], ['com.networknt.schema.JsonSchemaFactory.getInstance'], {
    type: 'com.networknt.schema.JsonSchemaFactory',
  }),
  ...entries('model', ['model'], ['ai.djl.repository.zoo.Criteria.builder().build().loadModel'], {
    reads: true,
    throws: 'IOException',
  }),
  ...entries('telemetry', ['recorder'], ['com.amazonaws.xray.AWSXRayRecorderBuilder.standard().build'], {
    remembers: true,
    type: 'com.amazonaws.xray.AWSXRayRecorder',
  }),
];

export const java: readonly CatalogueEntry[] = [...sdk, ...databases, ...caches, ...http, ...apis, ...others];
